package formcheck.cli;

import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.ModelForm;
import picocli.CommandLine.Option;

/** Options for the pose model. */
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
            description = "Use the model's portable form even where the fast one runs, and infer on every frame"
                    + " of a recording. Slower; for comparing.")
    private boolean portable;

    @Option(
            names = "--exact",
            description =
                    "Use the model's floating-point form even where the 8-bit one runs, and infer on every frame of"
                            + " a recording. Slower; for comparing.")
    private boolean exact;

    /** Refuses a missing model before any work. Without any models, their use reports it. */
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

    /** Returns whether a recording may skip frames. */
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
