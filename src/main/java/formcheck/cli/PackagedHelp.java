package formcheck.cli;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Help for who has the application folder, without Maven and without a Java of their own. */
final class PackagedHelp {
    /** System property that the launcher of the application folder sets: its path. */
    static final String LAUNCHER = "jpackage.app-path";

    private static final String WAYS = "'formcheck' means";
    private static final String CODES = "Exit codes";

    private PackagedHelp() {}

    /**
     * Names the launcher instead of Maven and the jar.
     *
     * @param launcher path of the launcher; null if Java was started otherwise
     */
    static void adapt(CommandSpec program, @Nullable String launcher) {
        if (launcher == null) {
            return;
        }
        List<String> footer = Arrays.asList(program.usageMessage().footer());
        program.usageMessage()
                .footer(Stream.of(
                                footer.stream().takeWhile(line -> !line.startsWith(WAYS)),
                                Stream.of(WAYS + " " + launcher.replace("%", "%%"), ""),
                                footer.stream().dropWhile(line -> !line.startsWith(CODES)))
                        .flatMap(lines -> lines)
                        .toArray(String[]::new));
    }
}
