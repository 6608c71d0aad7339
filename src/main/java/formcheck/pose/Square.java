package formcheck.pose;

/**
 * An upright square of the frame.
 *
 * @param x centre, pixels
 * @param y centre, pixels
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
