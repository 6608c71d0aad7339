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
        DjlPoseEstimator.Settings settings = DjlPoseEstimator.Settings.of(ModelForm.FASTEST);
        Path zip = shipped(SHIPPED_ZIP);
        if (Files.isRegularFile(zip)) {
            try (FileSystem inside = FileSystems.newFileSystem(zip)) {
                return DjlPoseEstimator.open(ModelCatalog.at(inside.getPath(SHIPPED_FOLDER)), model, settings, done -> {});
            } catch (IOException e) {
                throw new ModelException(SHIPPED_ZIP + " cannot be read: " + e.getMessage(), e);
            }
        }
        Path folder = shipped(SHIPPED_FOLDER);
        ModelCatalog catalog = Files.isDirectory(folder) ? catalog(folder) : ModelCatalog.find();
        return DjlPoseEstimator.open(catalog, model, settings, done -> {});
    }

    /** A ZIP file may hold the folder {@code models}, or what is in it. */
    private static ModelCatalog catalog(Path folder) throws ModelException {
        Path inner = folder.resolve(SHIPPED_FOLDER);
        return ModelCatalog.at(Files.isDirectory(inner) ? inner : folder);
    }

    private static Path shipped(String name) {
        return Path.of(SparkFiles.get(name));
    }
}
