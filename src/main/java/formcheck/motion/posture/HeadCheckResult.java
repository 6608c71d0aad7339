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

    /** Why the head is not assessed, and what the person can do about it. */
    public enum HeadCheckReason {
        TURNED_TOO_LITTLE("You did not turn the chair far enough.", "Turn it halfway to the side."),
        TURNED_TOO_FAR("You turned the chair too far.", "Turn it back a little towards the camera."),
        EAR_HIDDEN("Your ear was hidden.", "Take hair or hands away from the ear that the camera sees."),
        NOT_SEEN("Your head and shoulders were out of view.", "Let the camera see you from head to elbow."),
        NOT_STILL("You did not hold still.", "Hold still for three seconds each time."),
        NOT_SURE("The confidence from one camera was too low.", "Try it turned the other way, or in better light.");

        private final String text;
        private final String remedy;

        HeadCheckReason(String text, String remedy) {
            this.text = text;
            this.remedy = remedy;
        }

        /** The name in messages and files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** What was wrong, one sentence in English. */
        public String text() {
            return text;
        }

        /** What to do, one sentence in English. */
        public String remedy() {
            return remedy;
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
