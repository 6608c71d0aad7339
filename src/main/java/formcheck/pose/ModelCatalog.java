package formcheck.pose;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The models that are there: one folder each, {@code models/<id>}. */
public final class ModelCatalog {

    /** System property: the folder in which {@code models} lies. */
    public static final String HOME = "formcheck.home";

    private static final String FOLDER = "models";
    private static final String FAMILY = "blazepose-";
    private static final int LEVELS_ABOVE_THE_JAR = 4;

    private final Path folder;

    private ModelCatalog(Path folder) {
        this.folder = folder;
    }

    /**
     * The models of a given folder.
     *
     * @throws ModelException if there is no model in it
     */
    public static ModelCatalog at(Path folder) throws ModelException {
        if (!holdsModels(folder)) {
            throw new ModelException("There is no model in " + folder + ".");
        }
        return new ModelCatalog(folder);
    }

    /**
     * The models that come with FormCheck: below the folder that the system property {@link #HOME} names, else in
     * {@code ./models}, else beside or above the jar.
     *
     * @throws ModelException if there are none
     */
    public static ModelCatalog find() throws ModelException {
        String home = System.getProperty(HOME);
        if (home != null) {
            return at(Path.of(home).resolve(FOLDER));
        }
        for (Path candidate : candidates()) {
            if (holdsModels(candidate)) {
                return new ModelCatalog(candidate);
            }
        }
        throw new ModelException("There is no folder " + FOLDER + " here nor beside the program."
                + " Run FormCheck in its own folder, or name that folder with -D" + HOME + "=FOLDER.");
    }

    /** In which each model has a folder. */
    public Path folder() {
        return folder;
    }

    /**
     * A landmark model by its id or its short name: {@code full} is {@code blazepose-full}.
     *
     * @throws ModelException if it is not there, with what is; or if its descriptor is wrong
     */
    public PoseModel landmarks(String name) throws ModelException {
        PoseModel model = model(name);
        if (model.kind() != PoseModel.ModelKind.LANDMARKS) {
            throw new ModelException("\"" + model.id() + "\" finds persons, not their joints. " + offer());
        }
        return model;
    }

    /** The detector that a landmark model names. */
    public PoseModel detectorOf(PoseModel landmarks) throws ModelException {
        String id = landmarks.detector().orElseThrow();
        Path place = folder.resolve(id);
        if (!Files.isDirectory(place)) {
            throw new ModelException(place + " is missing: " + landmarks.id() + " names it as its detector.");
        }
        PoseModel detector = PoseModel.read(place);
        if (detector.kind() != PoseModel.ModelKind.DETECTOR) {
            throw new ModelException(place.resolve(ModelDescriptor.FILE) + ": kind is not detector, and "
                    + landmarks.id() + " names this model as its detector.");
        }
        return detector;
    }

    /**
     * The model of posture.
     *
     * @throws ModelException if it is missing or wrong
     */
    public PostureModel posture() throws ModelException {
        return PostureModel.read(folder.resolve(PostureModel.FOLDER));
    }

    /**
     * The model of the turned-chair check.
     *
     * @throws ModelException if it is missing or wrong
     */
    public HeadModel headCheck() throws ModelException {
        return HeadModel.read(folder.resolve(HeadModel.FOLDER));
    }

    /** The ids of all models that are there, detectors too, in the order of the alphabet. */
    public List<String> ids() throws ModelException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(ModelCatalog::isModel)
                    .map(model -> model.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ModelException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private PoseModel model(String name) throws ModelException {
        List<String> ids = ids();
        for (String id : List.of(name, FAMILY + name)) {
            // Only a name that was listed becomes a path.
            if (ids.contains(id)) {
                return PoseModel.read(folder.resolve(id));
            }
        }
        String hint = (FAMILY + name).equals(FAMILY + "heavy") || name.equals(FAMILY + "heavy")
                ? " The heavy one is made by: python scripts/models/convert.py --models heavy"
                : "";
        throw new ModelException("There is no model \"" + name.replaceAll("\\p{Cntrl}", "?") + "\" in " + folder + ". "
                + offer() + hint);
    }

    private String offer() throws ModelException {
        List<String> names = new ArrayList<>();
        for (String id : ids()) {
            if (PoseModel.read(folder.resolve(id)).kind() == PoseModel.ModelKind.LANDMARKS) {
                names.add(id.startsWith(FAMILY) ? id.substring(FAMILY.length()) : id);
            }
        }
        return "There are: " + String.join(", ", names) + ".";
    }

    private static List<Path> candidates() {
        List<Path> candidates = new ArrayList<>(List.of(Path.of(FOLDER)));
        Optional<Path> above = program();
        for (int level = 0; level < LEVELS_ABOVE_THE_JAR && above.isPresent(); level++) {
            candidates.add(above.get().resolve(FOLDER));
            above = Optional.ofNullable(above.get().getParent());
        }
        return candidates;
    }

    /** The folder of the jar, or of the classes. */
    private static Optional<Path> program() {
        CodeSource source = ModelCatalog.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(Path.of(source.getLocation().toURI()).getParent());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean holdsModels(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.anyMatch(ModelCatalog::isModel);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isModel(Path folder) {
        return Files.isRegularFile(folder.resolve(ModelDescriptor.FILE));
    }
}
