package formcheck.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every command. */
final class CommonOptions {
    static final String CACHE = "--cache";

    @Option(names = "--verbose", description = "Tell what happens inside, and print the whole error if one occurs.")
    private boolean verbose;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    @Option(
            names = CACHE,
            paramLabel = "FOLDER",
            description =
                    "Unpack native libraries here, instead of this system's folder for what programs can make again.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    @Reads
    private Optional<Path> cache = Optional.empty();

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /**
     * Returns the files of the command.
     *
     * @param terminal for the message that others may read a file
     */
    CommandFiles files(Terminal terminal) {
        return CommandFiles.of(Objects.requireNonNull(command), terminal::tell);
    }

    boolean verbose() {
        return verbose;
    }
}
