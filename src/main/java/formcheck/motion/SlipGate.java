package formcheck.motion;

/**
 * Tells a slip of the pose model from a movement of one upper arm. An arm has mass: its elbow cannot leave its course by much
 * from one frame to the next. If it seems to, it is left out until the next frames show what happened: it returns to its course,
 * or it has stayed away for longer than a slip lasts.
 *
 * <p>Bounds are in shoulder widths; an upper arm has 0.8 of them, so that 0.22 are 16 degrees.
 */
final class SlipGate {
    /**
     * Greatest distance of an elbow from its course. A drop by 100 degrees in 0.3 s, the fastest labelled one, is off by 0.1
     * between two frames at 30 frames a second (minimum jerk: 5.8 A / T² = 6,400 degrees/s²), the model's jitter by 0.02.
     */
    private static final double OFF = 0.22;

    /** Error of the course itself, as a share of the distance since the last frame. Chosen, no data. */
    private static final double COURSE_ERROR = 0.3;

    /**
     * Time away after which an elbow has moved, seconds: longer than three frames at 30 frames a second. A slow camera can spare
     * one frame only.
     */
    private static final double MOVED = 0.095;

    private static final double MOVED_AT_SLOW_RATE = 0.06;

    private static final double SLOW_INTERVAL = 0.045;

    /** Time after which an elbow has moved in any case, seconds. Chosen, no data. */
    private static final double SETTLED = 0.15;

    /** Longest extrapolation of the course, and the gap after which there is no course, seconds. Chosen, no data. */
    private static final double EXTRAPOLATED = 0.1;

    private static final double GAP = 0.3;

    /**
     * Shares of the greatest distance: up to the first the elbow is back, from the second on it is still away. Chosen, no data.
     */
    private static final double BACK = 0.4;

    private static final double AWAY = 0.8;

    private boolean known;
    private double x;
    private double y;
    private double speedX;
    private double speedY;
    /** Seconds since the last credible elbow. */
    private double since;

    private boolean suspect;
    private double oddFor;
    private double oddX;
    private double oddY;
    private double farthest;

    /**
     * Processes one frame.
     *
     * @param elbowX from the shoulder to the elbow in the image, pixels
     * @param elbowY as {@code elbowX}
     * @param dt seconds since the frame before, positive
     * @param unit the person's shoulder width, pixels
     * @return whether this frame's elbow is left out
     */
    boolean rejects(double elbowX, double elbowY, double dt, double unit) {
        since += dt;
        if (!known || (since > GAP && !suspect)) {
            accept(elbowX, elbowY, 0, 0);
            return false;
        }
        double off = offCourse(elbowX, elbowY);
        double allowed = OFF * unit
                + COURSE_ERROR * Math.sqrt(speedX * speedX + speedY * speedY) * Math.min(since, EXTRAPOLATED);
        if (!suspect) {
            if (off <= allowed) {
                accept(elbowX, elbowY, (speedX + (elbowX - x) / since) / 2, (speedY + (elbowY - y) / since) / 2);
                return false;
            }
            suspect = true;
            oddFor = 0;
            farthest = off;
            odd(elbowX, elbowY);
            return true;
        }
        oddFor += dt;
        if (off <= Math.max(OFF * unit, BACK * farthest)) {
            accept(elbowX, elbowY, speedX, speedY);
            return false;
        }
        boolean away = off >= AWAY * farthest;
        farthest = Math.max(farthest, off);
        if ((away && oddFor >= (dt > SLOW_INTERVAL ? MOVED_AT_SLOW_RATE : MOVED)) || oddFor >= SETTLED) {
            accept(elbowX, elbowY, (elbowX - oddX) / dt, (elbowY - oddY) / dt);
            return false;
        }
        odd(elbowX, elbowY);
        return true;
    }

    /** Distance from the line between the last elbow and its extrapolation at the last speed, pixels. */
    private double offCourse(double elbowX, double elbowY) {
        double ahead = Math.min(since, EXTRAPOLATED);
        double aheadX = speedX * ahead;
        double aheadY = speedY * ahead;
        double length = aheadX * aheadX + aheadY * aheadY;
        double along = length > 0 ? ((elbowX - x) * aheadX + (elbowY - y) * aheadY) / length : 0;
        double share = Math.max(0, Math.min(1, along));
        double offX = elbowX - x - share * aheadX;
        double offY = elbowY - y - share * aheadY;
        return Math.sqrt(offX * offX + offY * offY);
    }

    private void odd(double elbowX, double elbowY) {
        oddX = elbowX;
        oddY = elbowY;
    }

    private void accept(double elbowX, double elbowY, double newSpeedX, double newSpeedY) {
        known = true;
        suspect = false;
        x = elbowX;
        y = elbowY;
        speedX = newSpeedX;
        speedY = newSpeedY;
        since = 0;
    }

    void reset() {
        known = false;
        suspect = false;
        since = 0;
    }
}
