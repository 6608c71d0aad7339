package formcheck.archive;

import formcheck.exercise.ExerciseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.Option;

/** By what an archive is judged. */
final class RulesOptions {
    @Option(
            names = "--exercise",
            paramLabel = "FILE",
            description = "Judge by your own exercise file instead of the built-in one.")
    private Optional<Path> exercise = Optional.empty();

    @Option(
            names = "--variant",
            paramLabel = "VARIANT",
            description = "Variant by which keypoints are judged. Sessions keep their own.")
    private Optional<String> variant = Optional.empty();

    @Option(
            names = "--sat-tall",
            description = "The people of the keypoints sat tall and still before the first raise; see analyze.")
    private boolean satTall;

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "Secret of the pseudonyms, a file of 16 bytes or more. The same file gives the same pseudonyms;"
                            + " without one they are new each time.")
    private Optional<Path> key = Optional.empty();

    JudgeRules rules() throws ArchiveException, ExerciseException {
        return rules(exercise);
    }

    /** Returns the rules with another exercise file. */
    JudgeRules rules(Optional<Path> file) throws ArchiveException, ExerciseException {
        return JudgeRules.of(file, variant, satTall, key.isPresent() ? key(key.get()) : JudgeRules.drawnKey());
    }

    String remark() {
        return key.isPresent() ? "" : " Pseudonyms are of this run alone: name a --key to keep them.";
    }

    private static String key(Path file) throws ArchiveException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length < JudgeRules.LEAST_KEY_BYTES) {
                throw ArchiveException.usage(
                        file + " is too short for a key: " + JudgeRules.LEAST_KEY_BYTES + " bytes at least.");
            }
            return HexFormat.of().formatHex(bytes);
        } catch (IOException e) {
            throw ArchiveException.usage(file + " cannot be read: " + OneLine.of(e));
        }
    }
}
