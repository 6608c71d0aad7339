package formcheck.session;

import formcheck.motion.Baseline;

/**
 * The camera and the position in which a person showed a posture. A proof is valid for one place only: another place has another
 * distance, light and camera angle.
 *
 * @param source the camera's name, in the user's words
 * @param width of a frame, pixels
 * @param height of a frame, pixels
 * @param seat baseline of the sitting person
 */
public record ProofPlace(String source, int width, int height, Baseline seat) {

    /** Returns whether two places are close enough that a person has not moved. */
    public boolean isSameAs(ProofPlace other) {
        return source.equals(other.source)
                && width == other.width
                && height == other.height
                && !seat.isElsewhereThan(other.seat);
    }
}
