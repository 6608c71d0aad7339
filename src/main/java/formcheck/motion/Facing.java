package formcheck.motion;

/**
 * Decides how the chest faces the camera, with one answer for a whole set: slow, and with hysteresis, because the model's yaw
 * differs by 15 degrees between hanging and raised arms.
 */
final class Facing {

    /** What the camera sees of the body. */
    enum View {
        /** The chest: elevations can be assessed. */
        FRONT,
        /** The chest at an angle: a movement can be followed and timed, but its height is not assessed. */
        ASLANT,
        /** The side or the back: nothing can be followed. */
        AWAY
    }

    /** Degrees. At a yaw of 50 the far arm of a real person read up to 25 degrees higher than the near one. */
    private static final double ASLANT_FROM = 51;

    /** Degrees; 7 below, because yaw wavers. Chosen, no data. */
    private static final double ASLANT_BACK = 44;

    /** Degrees. Chosen, no data. */
    static final double AWAY_FROM = 69;

    /** Degrees; 7 below. Chosen, no data. */
    private static final double AWAY_BACK = 62;

    /** Degrees. Chosen, no data. */
    private static final double SUDDEN = 80;

    /**
     * @param aslant yaw from which the view is aslant, degrees
     * @param aslantBack yaw below which it is the front again, degrees
     * @param away yaw from which it is the side, degrees
     * @param awayBack yaw below which the arms can be followed again, degrees
     * @param sudden yaw from which it is the side at once, degrees: raising the arms never reads as so much
     */
    record Limits(double aslant, double aslantBack, double away, double awayBack, double sudden) {
        Limits {
            if (!(aslantBack <= aslant && aslant <= awayBack && awayBack <= away && away <= sudden)) {
                throw new IllegalArgumentException("limits of yaw rise from aslantBack to sudden");
            }
        }

        static final Limits DEFAULT = new Limits(ASLANT_FROM, ASLANT_BACK, AWAY_FROM, AWAY_BACK, SUDDEN);
    }

    /** Time constant of the yaw, seconds: about a repetition. Chosen, no data. */
    private static final double SLOW = 3.0;

    private final Limits limits;
    private final SlowAverage yaw = new SlowAverage(SLOW);
    private View view = View.FRONT;

    Facing(Limits limits) {
        this.limits = limits;
    }

    /**
     * Processes the yaw of one frame.
     *
     * @param degrees 0 frontal, 90 the side, 180 the back; the sign does not matter
     * @param dt seconds since the frame before
     */
    View update(double degrees, double dt) {
        double now = Math.abs(degrees);
        double slow = yaw.update(now, dt);
        boolean away = view == View.AWAY
                ? slow > limits.awayBack || now > limits.away
                : slow > limits.away || now > limits.sudden;
        boolean aslant = slow > (view == View.FRONT ? limits.aslant : limits.aslantBack);
        view = away ? View.AWAY : aslant ? View.ASLANT : View.FRONT;
        return view;
    }

    View view() {
        return view;
    }

    void reset() {
        yaw.reset();
        view = View.FRONT;
    }
}
