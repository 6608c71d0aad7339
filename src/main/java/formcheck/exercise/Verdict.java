package formcheck.exercise;

import java.util.Arrays;
import java.util.Locale;

/** The verdict on a repetition. {@code CLEAN} includes {@code VALID}, and both include {@code ATTEMPTED}. */
public enum Verdict {
    /** Tried. */
    ATTEMPTED,
    /** Also reached the height with both arms and came back. */
    VALID,
    /**
     * Also free of the faults that the exercise requires to be absent; each of them was assessed. A posture rule that is proven for
     * the person and decides may be not assessed, but not broken.
     */
    CLEAN,
    /** Tried, but the camera could not see whether it is valid. Its name in files is {@code unjudged}. */
    NOT_ASSESSED;

    /** The name in files. */
    public String id() {
        return this == NOT_ASSESSED ? "unjudged" : name().toLowerCase(Locale.ROOT);
    }

    /**
     * The verdict of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Verdict ofId(String id) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no verdict " + id));
    }

    /** Whether the repetition counts. */
    public boolean isValid() {
        return this == VALID || this == CLEAN;
    }
}
