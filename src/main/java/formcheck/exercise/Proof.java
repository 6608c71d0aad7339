package formcheck.exercise;

import formcheck.motion.posture.ProvenVerdict;
import java.time.LocalDate;

/**
 * A verdict was compared with postures that the person showed on purpose, in the place of the session.
 *
 * @param on the day on which that was last done
 * @param verdict how often it was right
 */
public record Proof(LocalDate on, ProvenVerdict verdict) {

    /** The day, as in 2026-11-30. */
    public String day() {
        return on.toString();
    }

    /** Whether the verdict is cued for this person. */
    public boolean passed() {
        return verdict.outcome() == ProvenVerdict.Outcome.PASSED;
    }

    /** Whether the verdict is withheld from this person. */
    public boolean refuted() {
        return verdict.outcome() == ProvenVerdict.Outcome.REFUTED;
    }
}
