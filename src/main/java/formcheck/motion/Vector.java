package formcheck.motion;

import formcheck.pose.Keypoint;

/** A difference of two points of the frame, pixels, y down. */
record Vector(double x, double y) {

    static Vector from(Keypoint start, Keypoint end) {
        return new Vector(end.x() - start.x(), end.y() - start.y());
    }

    double dot(Vector other) {
        return x * other.x + y * other.y;
    }

    double cross(Vector other) {
        return x * other.y - y * other.x;
    }

    double length() {
        return Math.sqrt(x * x + y * y); // Math.hypot is many times slower
    }
}
