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

/** Finds the models: one folder each, {@code models/<id>}. */
public final class ModelCatalog {

    /** System property with the folder that contains {@code models}. */
    public static final String HOME = "formcheck.home";

    private static final String FOLDER = "models";
    private static final String FAMILY = "blazepose-";
    private static final String FASTEST = FAMILY + "lite";
    private static final int LEVELS_ABOVE_THE_JAR = 4;

    private final Path folder;

    private ModelCatalog(Path folder) {
        this.folder = folder;
    }

    /**
     * Returns the models of a folder.
     *
     * @throws ModelException if it contains no model
     */
    public static ModelCatalog at(Path folder) throws ModelException {
        if (!holdsModels(folder)) {
            throw new ModelException("There is no model in " + folder + ".");
        }
        return new ModelCatalog(folder);
    }

    /**
     * Finds the models of FormCheck: in the folder of the system property {@link #HOME}, else in {@code ./models},
     * else beside or above the jar.
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

    /** Returns the folder with one folder for each model. */
    public Path folder() {
        return folder;
    }

    /**
     * Returns a landmark model by its id or short name: {@code full} is {@code blazepose-full}.
     *
     * @throws ModelException if it is missing, with those available, or if its descriptor is wrong
     */
    public PoseModel landmarks(String name) throws ModelException {
        PoseModel model = model(name);
        if (model.kind() != PoseModel.ModelKind.LANDMARKS) {
            throw new ModelException("\"" + model.id() + "\" finds persons, not their joints. " + offer());
        }
        return model;
    }

    /**
     * Returns the fastest landmark model; empty if it is missing, or if it is the given one.
     *
     * @throws ModelException if its descriptor is wrong
     */
    public Optional<PoseModel> fasterThan(PoseModel landmarks) throws ModelException {
        if (landmarks.id().equals(FASTEST) || !ids().contains(FASTEST)) {
            return Optional.empty();
        }
        return Optional.of(model(FASTEST));
    }

    /** Returns the detector of a landmark model. */
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
     * Returns the posture model.
     *
     * @throws ModelException if it is missing or wrong
     */
    public PostureModel posture() throws ModelException {
        return PostureModel.read(folder.resolve(PostureModel.FOLDER));
    }

    /**
     * Returns the model of the head check.
     *
     * @throws ModelException if it is missing or wrong
     */
    public HeadModel headCheck() throws ModelException {
        return HeadModel.read(folder.resolve(HeadModel.FOLDER));
    }

    /** Returns the ids of all models, detectors too, in alphabetical order. */
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
            // Only a listed name becomes part of a path.
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

    /** Returns the folder of the jar or of the classes. */
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
