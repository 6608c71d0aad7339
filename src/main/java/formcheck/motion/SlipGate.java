package formcheck.motion;

/**
 * Tells a slip of the pose model from a movement of one upper arm. An arm has a mass: its elbow cannot leave its course by much
 * from one frame to the next. An elbow that seems to is doubted until the frames that follow show which it was: it is back on its
 * course, or it has stayed away for longer than a slip lasts.
 *
 * <p>Bounds are in shoulder widths; an upper arm has 0.8 of them, so that 0.22 are 16 degrees.
 */
final class SlipGate {
    /**
     * How far an elbow may be off its course. A drop by 100 degrees in 0.3 s, the fastest of the labelled ones, is off by 0.1 from
     * frame to frame at 30 frames a second (minimum jerk: 5.8 A / T² = 6,400 degrees/s²), the model's jitter by 0.02.
     */
    private static final double OFF = 0.22;

    /** What the course itself may be off by, as a share of the way since the last frame. */
    private static final double COURSE_ERROR = 0.3;

    /**
     * An elbow that has been away for so long has moved, seconds: longer than three frames at 30 frames a second. A slow camera has
     * no more than one frame to spare.
     */
    private static final double MOVED = 0.095;

    private static final double MOVED_AT_SLOW_RATE = 0.06;

    private static final double SLOW_INTERVAL = 0.045;

    /** After so many seconds it has moved however it goes on. */
    private static final double SETTLED = 0.15;

    /** For how long the course is foretold, and after which gap there is none, seconds. */
    private static final double FORETOLD = 0.1;

    private static final double GAP = 0.3;

    /** Back: within this share of how far the elbow seemed to be off. Still away: beyond that share. */
    private static final double BACK = 0.4;

    private static final double AWAY = 0.8;

    private boolean known;
    private double x;
    private double y;
    private double speedX;
    private double speedY;
    /** Seconds since the last elbow that was believed. */
    private double since;

    private boolean doubted;
    private double oddFor;
    private double oddX;
    private double oddY;
    private double farthest;

    /**
     * Processes one frame.
     *
     * @param elbowX from the shoulder to the elbow, in the image, pixels
     * @param elbowY as {@code elbowX}
     * @param dt seconds since the frame before, positive
     * @param unit the person's shoulder width, pixels
     * @return whether this frame's elbow is not to be believed, yet
     */
    boolean doubts(double elbowX, double elbowY, double dt, double unit) {
        since += dt;
        if (!known || (since > GAP && !doubted)) {
            believe(elbowX, elbowY, 0, 0);
            return false;
        }
        double off = offCourse(elbowX, elbowY);
        double allowed =
                OFF * unit + COURSE_ERROR * Math.sqrt(speedX * speedX + speedY * speedY) * Math.min(since, FORETOLD);
        if (!doubted) {
            if (off <= allowed) {
                believe(elbowX, elbowY, (speedX + (elbowX - x) / since) / 2, (speedY + (elbowY - y) / since) / 2);
                return false;
            }
            doubted = true;
            oddFor = 0;
            farthest = off;
            odd(elbowX, elbowY);
            return true;
        }
        oddFor += dt;
        if (off <= Math.max(OFF * unit, BACK * farthest)) {
            believe(elbowX, elbowY, speedX, speedY);
            return false;
        }
        boolean away = off >= AWAY * farthest;
        farthest = Math.max(farthest, off);
        if ((away && oddFor >= (dt > SLOW_INTERVAL ? MOVED_AT_SLOW_RATE : MOVED)) || oddFor >= SETTLED) {
            believe(elbowX, elbowY, (elbowX - oddX) / dt, (elbowY - oddY) / dt);
            return false;
        }
        odd(elbowX, elbowY);
        return true;
    }

    /** Distance from the straight way between where the elbow was last and where it would be at its last speed. */
    private double offCourse(double elbowX, double elbowY) {
        double ahead = Math.min(since, FORETOLD);
        double wayX = speedX * ahead;
        double wayY = speedY * ahead;
        double length = wayX * wayX + wayY * wayY;
        double along = length > 0 ? ((elbowX - x) * wayX + (elbowY - y) * wayY) / length : 0;
        double share = Math.max(0, Math.min(1, along));
        double offX = elbowX - x - share * wayX;
        double offY = elbowY - y - share * wayY;
        return Math.sqrt(offX * offX + offY * offY);
    }

    private void odd(double elbowX, double elbowY) {
        oddX = elbowX;
        oddY = elbowY;
    }

    private void believe(double elbowX, double elbowY, double newSpeedX, double newSpeedY) {
        known = true;
        doubted = false;
        x = elbowX;
        y = elbowY;
        speedX = newSpeedX;
        speedY = newSpeedY;
        since = 0;
    }

    void reset() {
        known = false;
        doubted = false;
        since = 0;
    }
}
