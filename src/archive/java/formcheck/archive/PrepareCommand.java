package formcheck.archive;

import formcheck.natives.NativeCache;
import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.ModelForm;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Unpacks the native libraries of a node. */
@Command(
        name = "prepare",
        sortOptions = false,
        header = "Unpacks the native libraries for keypoints on this machine, once for each node or in its image.",
        description = {"", "The environment variable FORMCHECK_CACHE names the folder; executors need the same.", ""})
final class PrepareCommand implements Callable<Integer> {
    @Option(names = "--model", paramLabel = "MODEL", defaultValue = "full", description = "The pose model to try.")
    private String model = "full";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws ModelException {
        DjlPoseEstimator.open(ModelCatalog.find(), model, DjlPoseEstimator.Settings.of(ModelForm.FASTEST), done -> {})
                .close();
        spec.commandLine()
                .getOut()
                .println("The native libraries are in " + NativeCache.chosen() + ", and the model runs.");
        return 0;
    }
}
