package formcheck.motion.posture;

/** A place or a difference of places in the image, y down. */
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
