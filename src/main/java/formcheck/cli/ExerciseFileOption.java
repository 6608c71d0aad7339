package formcheck.cli;

import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option for an exercise file. */
final class ExerciseFileOption {
    @Option(
            names = "--exercise",
            paramLabel = "FILE",
            description = "Judge by your own exercise file instead of the built-in one.")
    @Reads
    private Optional<Path> file = Optional.empty();

    /** Returns whether the exercise is the user's own. */
    boolean own() {
        return file.isPresent();
    }

    ExerciseFile exercises() throws CommandException {
        try {
            return file.isPresent() ? ExerciseFile.read(file.get()) : ExerciseFile.builtIn();
        } catch (ExerciseException e) {
            throw CommandException.usage(e);
        }
    }
}
