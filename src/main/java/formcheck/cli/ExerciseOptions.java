package formcheck.cli;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for the exercise and its limits. */
final class ExerciseOptions {
    @Mixin
    private ExerciseFileOption file = new ExerciseFileOption();

    @Option(
            names = "--variant",
            paramLabel = "VARIANT",
            description = "Variant of the exercise. Built in: bare-hands (default), band, weights, larger-range.")
    private Optional<String> variant = Optional.empty();

    @Option(
            names = "--height-limit",
            paramLabel = "DEGREES",
            description = "The height your elbows are to reach if 90 is not possible yet: 0 is hanging, 90 horizontal.")
    private Optional<Double> heightLimit = Optional.empty();

    Exercise exercise() throws CommandException {
        try {
            ExerciseFile variants = file.exercises();
            Exercise exercise = variant.isPresent() ? variants.variant(variant.get()) : variants.variant();
            return heightLimit.isPresent() ? exercise.withHeightLimit(heightLimit.get()) : exercise;
        } catch (ExerciseException e) {
            throw CommandException.usage(e);
        } catch (IllegalArgumentException e) {
            throw CommandException.usage("--height-limit " + heightLimit.orElse(0.0) + ": " + e.getMessage() + ".");
        }
    }
}
