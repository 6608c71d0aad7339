package formcheck.session;

import formcheck.motion.Baseline;

/**
 * Where a person showed something: in front of which camera, and where in its picture. What holds in one place need not in
 * another: distance, light and the angle of the camera are different there.
 *
 * @param source the camera's name, in the user's words
 * @param width of its picture, pixels
 * @param height of its picture, pixels
 * @param seat how the person sat in it
 */
public record ProofPlace(String source, int width, int height, Baseline seat) {

    /** Whether somebody who moves from one to the other does not count as moved. */
    public boolean isSameAs(ProofPlace other) {
        return source.equals(other.source)
                && width == other.width
                && height == other.height
                && !seat.isElsewhereThan(other.seat);
    }
}
