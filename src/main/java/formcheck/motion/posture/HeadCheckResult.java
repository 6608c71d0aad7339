package formcheck.motion.posture;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Result of the head check with the chair turned: the usual head compared with the person's own tall one.
 *
 * @param verdict of the check
 * @param probability that the head is forward, 0 to 1; empty if nothing could be measured
 * @param degrees of the turn; empty if nothing could be measured
 * @param why it is not assessed, if so
 */
public record HeadCheckResult(
        HeadVerdict verdict, OptionalDouble probability, OptionalDouble degrees, Optional<HeadCheckReason> why) {

    /** The verdict. */
    public enum HeadVerdict {
        /** The usual head is 4 cm or more in front of the tall one. */
        FORWARD,
        /** It is not. */
        IN_LINE,
        NOT_JUDGED;

        /** The name in messages and files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Why the head is not assessed. Reports and page have the words, and what the person can do. */
    public enum HeadCheckReason {
        TURNED_TOO_LITTLE,
        TURNED_TOO_FAR,
        EAR_HIDDEN,
        /** Head and shoulders were out of view. */
        NOT_SEEN,
        NOT_STILL,
        /** The probability is too near to one half. */
        NOT_SURE;

        /** The name in messages and files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    public HeadCheckResult {
        if ((verdict == HeadVerdict.NOT_JUDGED) != why.isPresent()) {
            throw new IllegalArgumentException("a check that was not judged, and no other, has a reason: " + verdict);
        }
    }

    /** The result of a check without a measurement. */
    public static HeadCheckResult notAssessed(HeadCheckReason why) {
        return new HeadCheckResult(
                HeadVerdict.NOT_JUDGED, OptionalDouble.empty(), OptionalDouble.empty(), Optional.of(why));
    }
}
