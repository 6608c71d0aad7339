package formcheck.motion;

/**
 * Whether the pose model sees an arm at all. Upper arm and forearm keep their lengths in space, whatever the pose; where the
 * model draws both much shorter than it did before, it guesses an elbow that is hidden behind a weight or the hand.
 *
 * <p>Lengths are the model's own, in metres. On 46 clips of real and rendered people with visible elbows no frame of a raised
 * arm has both parts below {@link #COLLAPSED} of their usual lengths; with the elbows behind dumbbells 4 of 10 frames have.
 */
final class ArmInSpace {
    /** Share of its usual length below which a part is not believed. One part alone errs as much in a turned body. */
    private static final double COLLAPSED = 0.65;

    /** After a frame that is not believed, its neighbours are not either, seconds: the guesses jump to and fro. */
    private static final double MISTRUST = 0.3;

    /** Seconds in which the usual length follows a longer one, and a shorter one. */
    private static final double LENGTHENS = 0.3;

    private static final double SHORTENS = 20;

    private double upperArm;
    private double forearm;
    private double mistrusted;

    /**
     * Takes a frame's lengths.
     *
     * @param dt seconds since the one before
     */
    void update(double newUpperArm, double newForearm, double dt) {
        mistrusted = Math.max(0, mistrusted - dt);
        if (newUpperArm < COLLAPSED * upperArm && newForearm < COLLAPSED * forearm) {
            mistrusted = MISTRUST;
        }
        upperArm = usual(upperArm, newUpperArm, dt);
        forearm = usual(forearm, newForearm, dt);
    }

    private static double usual(double before, double now, double dt) {
        if (before == 0) {
            return now;
        }
        return before + (1 - Math.exp(-dt / (now > before ? LENGTHENS : SHORTENS))) * (now - before);
    }

    /** Whether the elbow is guessed. */
    boolean isGuessed() {
        return mistrusted > 0;
    }

    void reset() {
        upperArm = 0;
        forearm = 0;
        mistrusted = 0;
    }
}
