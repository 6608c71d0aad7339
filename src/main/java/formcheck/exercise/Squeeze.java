package formcheck.exercise;

import formcheck.motion.Reason;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Scapular retraction in one repetition. A proxy: no camera sees the shoulder blades (models/posture/MODEL_CARD.md).
 *
 * @param share median at the top: 0 not at all, 1 as far as the person showed before the set; may be above 1
 * @param heldSeconds longest time in which the probability of retraction was at least 0.5; 0 if never
 * @param noShare why there is no share
 * @param noSeconds why there are no seconds
 */
public record Squeeze(
        OptionalDouble share, OptionalDouble heldSeconds, Optional<Reason> noShare, Optional<Reason> noSeconds) {

    /** Neither was assessed. */
    public static Squeeze notAssessed(Reason why) {
        return new Squeeze(OptionalDouble.empty(), OptionalDouble.empty(), Optional.of(why), Optional.of(why));
    }

    public Squeeze {
        if (share.isPresent() == noShare.isPresent() || heldSeconds.isPresent() == noSeconds.isPresent()) {
            throw new IllegalArgumentException("a value, or the reason why there is none");
        }
    }
}
