package formcheck.archive;

import formcheck.pose.DjlPoseEstimator;
import formcheck.pose.ModelCatalog;
import formcheck.pose.ModelException;
import formcheck.pose.ModelForm;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkFiles;

/**
 * The pose models of this JVM, each in memory once, and an estimator for each task. Static, because the tasks of an executor share
 * nothing else.
 */
final class EstimatorPool {
    /** What {@code --files} ships: the folder {@code models} in a ZIP file. {@code --archives models.zip#models} unpacks it. */
    static final String SHIPPED_ZIP = "models.zip";

    private static final String SHIPPED_FOLDER = "models";
    private static final Map<String, DjlPoseEstimator> LOADED = new HashMap<>();

    private EstimatorPool() {}

    /**
     * Returns an estimator for one task and thread. The first call of a JVM unpacks the native libraries, if they are not yet, and
     * loads the model.
     *
     * @param model as {@link ModelCatalog#landmarks} takes it
     * @throws ModelException if a model is missing or does not run here
     */
    static DjlPoseEstimator take(String model) throws ModelException {
        return loaded(model).another();
    }

    private static synchronized DjlPoseEstimator loaded(String model) throws ModelException {
        DjlPoseEstimator there = LOADED.get(model);
        if (there != null) {
            return there;
        }
        DjlPoseEstimator opened = open(model);
        LOADED.put(model, opened);
        return opened;
    }

    private static DjlPoseEstimator open(String model) throws ModelException {
        Path zip = shipped(SHIPPED_ZIP);
        if (Files.isRegularFile(zip)) {
            try (FileSystem inside = FileSystems.newFileSystem(zip)) {
                return open(inside.getPath(SHIPPED_FOLDER), model);
            } catch (IOException e) {
                throw new ModelException(SHIPPED_ZIP + " cannot be read: " + e.getMessage(), e);
            }
        }
        Path folder = shipped(SHIPPED_FOLDER);
        if (!Files.isDirectory(folder)) {
            return open(ModelCatalog.find(), model);
        }
        Path inner = folder.resolve(SHIPPED_FOLDER);
        return open(Files.isDirectory(inner) ? inner : folder, model);
    }

    /** Opens a model of a folder, also of one within a ZIP file. */
    static DjlPoseEstimator open(Path folder, String model) throws ModelException {
        return open(ModelCatalog.at(folder), model);
    }

    private static DjlPoseEstimator open(ModelCatalog catalog, String model) throws ModelException {
        return DjlPoseEstimator.open(catalog, model, DjlPoseEstimator.Settings.of(ModelForm.FASTEST), done -> {});
    }

    private static Path shipped(String name) {
        return Path.of(SparkFiles.get(name));
    }
}
