package formcheck.pose;

/**
 * An upright square of the picture.
 *
 * @param x of the middle, pixels
 * @param y as {@code x}
 * @param side pixels
 */
record Square(double x, double y, double side) {

    double top() {
        return y - side / 2;
    }

    double bottom() {
        return y + side / 2;
    }
}
