package formcheck.pose;

/** Bounds of the values of a keypoint stream, in whatever form it comes. */
final class KeypointBounds {
    /** Longest side of an image, pixels. */
    static final int LARGEST_SIDE = 100_000;

    /** Latest time of a frame, seconds. */
    static final double LARGEST_SECONDS = 1e7;

    /** Largest distance of a coordinate from the edge of the image, pixels. */
    static final double FARTHEST_PIXEL = 1e6;

    private KeypointBounds() {}
}
