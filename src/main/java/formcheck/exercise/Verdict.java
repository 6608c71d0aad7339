package formcheck.exercise;

import java.util.Locale;

/** What a repetition is worth; each includes the ones before it, but {@code UNJUDGED} stands beside. */
public enum Verdict {
    /** Clearly tried. */
    ATTEMPTED,
    /** Also reached the height with both arms and came back. */
    VALID,
    /**
     * Also free of the faults that the exercise requires to be absent, all of them judged. What was proven of a person and is to
     * decide need not be judged, but is no fault.
     */
    CLEAN,
    /** Clearly tried, but the camera could not see whether it is valid. */
    UNJUDGED;

    /** The name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it counts. */
    public boolean isValid() {
        return this == VALID || this == CLEAN;
    }
}
