package formcheck.motion.posture;

/**
 * One posture of a contrast.
 *
 * @param contrast which
 * @param number of the raise in which it was shown, among those of its contrast, from 1
 * @param good whether it is the posture that the exercise wants
 */
public record ShownPose(Contrast contrast, int number, boolean good) {
    public ShownPose {
        if (number < 1) {
            throw new IllegalArgumentException("raises are numbered from 1, not " + number);
        }
    }

    /** The name in messages and files. */
    public String id() {
        return contrast.pose(good);
    }

    boolean isOfSameRaise(ShownPose other) {
        return contrast == other.contrast && number == other.number;
    }
}
