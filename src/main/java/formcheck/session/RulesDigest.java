package formcheck.session;

import formcheck.exercise.Exercise;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** A digest of an exercise's rules with all of their numbers: equal rules have equal digests, whatever was proven. */
public final class RulesDigest {
    private static final int LENGTH = 12;

    private RulesDigest() {}

    /** Hexadecimal digits of SHA-256 over the exercise as it is stored. */
    public static String of(Exercise exercise) {
        byte[] text =
                Sql.text(ExerciseJson.write(exercise.provenBy(Map.of(), false))).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            return HexFormat.of().formatHex(digest).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java knows SHA-256", e);
        }
    }
}
