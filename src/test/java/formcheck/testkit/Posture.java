package formcheck.testkit;

/**
 * What a body does at one moment. Degrees, unless said otherwise.
 *
 * @param left elevation of the left upper arm
 * @param right elevation of the right upper arm
 * @param forward horizontal flexion of both upper arms: 0 sideways, 90 straight ahead
 * @param hands where the forearms point
 * @param shrug how far the shoulders are drawn up, metres
 * @param down how far the whole body has sunk, metres
 * @param aside how far the body has moved to its left, metres
 * @param lean tilt of the trunk to its left
 */
public record Posture(
        double left, double right, double forward, Hands hands, double shrug, double down, double aside, double lean) {

    /** Where the forearms point. */
    public enum Hands {
        /** On from the upper arms. */
        STRAIGHT,
        /** Upwards, like goal posts. */
        UP,
        /** Half-way between straight and up. */
        BENT,
        /** Down and inwards, below the elbows. */
        PULLING,
        /** At the ears. */
        AT_HEAD,
        /** Up in front of the chest. */
        CURLED
    }

    public static Posture arms(double elevation) {
        return arms(elevation, elevation);
    }

    public static Posture arms(double left, double right) {
        return new Posture(left, right, 5, Hands.BENT, 0, 0, 0, 0);
    }

    public Posture forward(double angle) {
        return new Posture(left, right, angle, hands, shrug, down, aside, lean);
    }

    public Posture hands(Hands where) {
        return new Posture(left, right, forward, where, shrug, down, aside, lean);
    }

    public Posture shrug(double metres) {
        return new Posture(left, right, forward, hands, metres, down, aside, lean);
    }

    public Posture down(double metres) {
        return new Posture(left, right, forward, hands, shrug, metres, aside, lean);
    }

    public Posture aside(double metres) {
        return new Posture(left, right, forward, hands, shrug, down, metres, lean);
    }

    public Posture lean(double degrees) {
        return new Posture(left, right, forward, hands, shrug, down, aside, degrees);
    }

    /** The posture a share of the way to another one; the hands are the other one's from half-way on. */
    Posture towards(Posture other, double share) {
        return new Posture(
                mix(left, other.left, share),
                mix(right, other.right, share),
                mix(forward, other.forward, share),
                share < 0.5 ? hands : other.hands,
                mix(shrug, other.shrug, share),
                mix(down, other.down, share),
                mix(aside, other.aside, share),
                mix(lean, other.lean, share));
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
