package formcheck.archive;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a judgement of an archive depends on besides the streams. Travels to every task as text, so that no executor needs the files.
 *
 * @param file name of the exercise file, for messages; null for the built-in exercise
 * @param text content of the exercise file; null for the built-in exercise
 * @param variant by which keypoints are judged; null for the file's first. Sessions keep their own
 * @param satTall whether the people of keypoints were asked to sit tall before the first raise
 * @param key hexadecimal key of the pseudonyms
 */
public record JudgeRules(
        @Nullable String file,
        @Nullable String text,
        @Nullable String variant,
        boolean satTall,
        String key) implements Serializable {
    private static final String HMAC = "HmacSHA256";

    /** Bytes of a key that nobody guesses, and of one that is drawn. */
    static final int LEAST_KEY_BYTES = 16;

    private static final int DRAWN_KEY_BYTES = 32;

    /** Hexadecimal digits of a pseudonym: two of a million people share one with a probability of 3 in 100,000,000. */
    private static final int PSEUDONYM_DIGITS = 16;

    /** Returns the built-in exercise, with a key of this call alone. */
    public static JudgeRules builtIn() {
        return new JudgeRules(null, null, null, false, drawnKey());
    }

    /**
     * Reads the exercise and checks that it has the variant.
     *
     * @throws ExerciseException if it is not valid, or has no such variant
     */
    public static JudgeRules of(Optional<Path> file, Optional<String> variant, boolean satTall, String key)
            throws ExerciseException {
        JudgeRules rules;
        try {
            if (file.isPresent()) {
                ExerciseFile.read(file.get());
            }
            rules = new JudgeRules(
                    file.map(Path::toString).orElse(null),
                    file.isPresent() ? Files.readString(file.get(), StandardCharsets.UTF_8) : null,
                    variant.orElse(null),
                    satTall,
                    key);
        } catch (java.io.IOException e) {
            throw new ExerciseException("Cannot read the exercise file " + file.orElseThrow() + ": " + e.getMessage());
        }
        rules.ofKeypoints(rules.exercises());
        return rules;
    }

    /** Does not show the key. */
    @Override
    public String toString() {
        return "JudgeRules[" + (file == null ? "built-in" : file) + "]";
    }

    static String drawnKey() {
        byte[] key = new byte[DRAWN_KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }

    /** Returns whether the exercise is the user's own. */
    boolean own() {
        return text != null;
    }

    ExerciseFile exercises() throws ExerciseException {
        return text == null || file == null ? ExerciseFile.builtIn() : ExerciseFile.parse(file, text);
    }

    Exercise ofKeypoints(ExerciseFile exercises) throws ExerciseException {
        return variant == null ? exercises.variant() : exercises.variant(variant);
    }

    /** Returns the pseudonym of a person: the same for the same name and key. */
    String pseudonym(String person) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), HMAC));
            byte[] digest = mac.doFinal(person.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, PSEUDONYM_DIGITS);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java knows " + HMAC, e);
        }
    }
}
