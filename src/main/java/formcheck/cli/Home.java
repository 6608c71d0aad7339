package formcheck.cli;

import formcheck.pose.ModelCatalog;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of FormCheck's own files: the one that the system property {@link ModelCatalog#HOME} names, else the current one,
 * else beside or above the jar.
 */
final class Home {
    private static final Logger LOG = LoggerFactory.getLogger(Home.class);
    private static final int LEVELS_ABOVE_THE_JAR = 4;

    private final List<Path> candidates;

    Home(List<Path> candidates) {
        this.candidates = List.copyOf(candidates);
    }

    static Home ofSystem() {
        String named = System.getProperty(ModelCatalog.HOME);
        if (named != null) {
            return new Home(List.of(Path.of(named)));
        }
        List<Path> candidates = new ArrayList<>(List.of(Path.of("")));
        Path above = program();
        for (int level = 0; level < LEVELS_ABOVE_THE_JAR && above.getParent() != null; level++) {
            above = above.getParent();
            candidates.add(above);
        }
        return new Home(candidates);
    }

    /** Returns a file that comes with FormCheck. */
    Path file(String name) throws CommandException {
        for (Path candidate : candidates) {
            Path file = candidate.resolve(name);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        throw CommandException.failure("There is no " + name + " here nor beside the program. Run FormCheck in its own"
                + " folder, or name that folder with -D" + ModelCatalog.HOME + "=FOLDER.");
    }

    /** Returns the videos that come with FormCheck, the sample of the live coach first; none without such a folder. */
    List<Path> samples() {
        List<Path> samples = new ArrayList<>();
        for (Path candidate : candidates) {
            for (String folder : List.of("samples/live", "samples")) {
                try (Stream<Path> files = Files.list(candidate.resolve(folder))) {
                    files.filter(file -> file.toString().endsWith(".mp4"))
                            .sorted()
                            .forEach(samples::add);
                } catch (IOException e) {
                    LOG.debug("no samples in {}", candidate);
                }
            }
            if (!samples.isEmpty()) {
                return samples;
            }
        }
        return samples;
    }

    /** Returns the jar, or the folder of the classes. */
    private static Path program() {
        CodeSource source = Home.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? Path.of("") : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Path.of("");
        }
    }
}
