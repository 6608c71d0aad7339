package formcheck.motion;

/**
 * Finds out whether the pose model sees an arm, by the arm's lengths in space. Upper arm and forearm keep their lengths in every
 * pose. If both are much shorter than before, the model guesses an elbow that is hidden behind a weight or the hand.
 *
 * <p>Lengths are in the model's own space, metres. On 46 clips of real and rendered people with visible elbows no frame of a
 * raised arm has both parts below {@link #COLLAPSED} of their usual lengths; with the elbows behind dumbbells 4 of 10 frames
 * have.
 */
final class ArmInSpace {
    /** Least credible share of the usual length. One part alone errs as much in a turned body. */
    private static final double COLLAPSED = 0.65;

    /** Time after a frame with a guessed elbow in which its neighbours count as guessed too, seconds: guesses jump. */
    private static final double MISTRUST = 0.3;

    /** Time constants with which the usual length follows a longer and a shorter one, seconds. */
    private static final double LENGTHENS = 0.3;

    private static final double SHORTENS = 20;

    private double upperArm;
    private double forearm;
    private double mistrusted;

    /**
     * Processes one frame.
     *
     * @param newUpperArm metres
     * @param newForearm metres
     * @param dt seconds since the frame before
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
