package formcheck.cli;

import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.ModelForm;
import picocli.CommandLine.Option;

/** Which pose model looks at the pictures. */
final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "full",
            description = "Pose model: full (default), lite (faster, less exact), heavy (made by scripts/models),"
                    + " or the name of a folder in models.")
    private String model = "full";

    @Option(
            names = "--portable",
            description = "Use the model's portable form even where the fast one runs, and look at every picture"
                    + " of a recording. Slower; for comparing.")
    private boolean portable;

    @Option(
            names = "--exact",
            description =
                    "Use the model's floating-point form even where the 8-bit one runs, and look at every picture of"
                            + " a recording. Slower; for comparing.")
    private boolean exact;

    /** Refuses a model that is not there before any work is done. Where there are no models at all, their use will say so. */
    void check() throws CommandException {
        ModelCatalog catalog;
        try {
            catalog = ModelCatalog.find();
        } catch (ModelException e) {
            return;
        }
        try {
            catalog.landmarks(model);
        } catch (ModelException e) {
            throw CommandException.usage(e);
        }
    }

    String model() {
        return model;
    }

    /** Whether of a recording not every picture need be looked at. */
    boolean bridge() {
        return form() == ModelForm.FASTEST;
    }

    ModelForm form() {
        if (portable) {
            return ModelForm.PORTABLE;
        }
        return exact ? ModelForm.EXACT : ModelForm.FASTEST;
    }
}
