package formcheck.motion.posture;

/** A point in the image, or a difference of two, pixels, y down. */
record Spot(double x, double y) {
    Spot minus(Spot other) {
        return new Spot(x - other.x, y - other.y);
    }

    Spot middle(Spot other) {
        return new Spot((x + other.x) / 2, (y + other.y) / 2);
    }

    double length() {
        return Math.hypot(x, y);
    }
}
