package formcheck.exercise;

import formcheck.motion.posture.ProvenVerdict;
import java.time.LocalDate;

/**
 * That a verdict was held against postures which the person showed on purpose, in the place where the session was done.
 *
 * @param on the day on which that was done last
 * @param told how right it was
 */
public record Proof(LocalDate on, ProvenVerdict told) {

    /** The day, as in 2026-11-30. */
    public String day() {
        return on.toString();
    }

    /** Whether the verdict is told of this person because of it. */
    public boolean passed() {
        return told.outcome() == ProvenVerdict.Outcome.PASSED;
    }

    /** Whether the verdict is not told of this person because of it. */
    public boolean refuted() {
        return told.outcome() == ProvenVerdict.Outcome.REFUTED;
    }
}
