package formcheck.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command takes. */
final class CommonOptions {
    static final String CACHE = "--cache";

    @Option(names = "--verbose", description = "Tell what happens inside, and print the whole error if one occurs.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    private boolean help;

    @Option(
            names = CACHE,
            paramLabel = "FOLDER",
            description =
                    "Unpack native libraries here, instead of this system's folder for what programs can make again.")
    @SuppressWarnings("UnusedVariable") // picocli looks at it
    @Reads
    private Optional<Path> cache = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /**
     * What the command reads and writes.
     *
     * @param terminal which is told where others may read along
     */
    CommandFiles files(Terminal terminal) {
        return CommandFiles.of(Objects.requireNonNull(command), terminal::tell);
    }

    boolean verbose() {
        return verbose;
    }
}
