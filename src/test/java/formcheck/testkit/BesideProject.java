package formcheck.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Recordings of other people lie beside the project, not in it. */
public final class BesideProject {
    private BesideProject() {}

    /** The file if it is there. Without it a test is skipped on a person's machine, and fails where CI=true. */
    public static Path file(String name) {
        Path file = Path.of("..", "shared").resolve(name);
        if (!Files.exists(file)) {
            String reason = name + " is not beside the project";
            if ("true".equals(System.getenv("CI"))) {
                Assertions.fail(reason);
            }
            Assumptions.abort(reason);
        }
        return file;
    }
}
