package formcheck.testkit;

import java.util.ArrayList;
import java.util.List;

/** A course of postures over time, put together from moves and pauses. */
public final class Movement {

    private enum Course {
        SMOOTH,
        STEADY,
        DROPPED
    }

    private record Leg(double from, double to, Posture start, Posture end, Course course) {}

    private final List<Leg> legs = new ArrayList<>();
    private Posture last;
    private double end;

    private Movement(Posture first) {
        last = first;
    }

    public static Movement from(Posture first) {
        return new Movement(first);
    }

    public Movement hold(double seconds) {
        return leg(seconds, last, Course.SMOOTH);
    }

    /** Goes there smoothly (minimum jerk). */
    public Movement to(Posture posture, double seconds) {
        return leg(seconds, posture, Course.SMOOTH);
    }

    /** Goes there at one speed. */
    public Movement steadyTo(Posture posture, double seconds) {
        return leg(seconds, posture, Course.STEADY);
    }

    /** Falls there: faster and faster. */
    public Movement dropTo(Posture posture, double seconds) {
        return leg(seconds, posture, Course.DROPPED);
    }

    /** Up, a short hold, down, a short rest. */
    public Movement repetition(Posture top, double up, double down) {
        Posture bottom = last;
        return to(top, up).hold(0.5).to(bottom, down).hold(0.6);
    }

    public Movement repetitions(int count, Posture top, double up, double down) {
        for (int i = 0; i < count; i++) {
            repetition(top, up, down);
        }
        return this;
    }

    private Movement leg(double seconds, Posture posture, Course course) {
        legs.add(new Leg(end, end + seconds, last, posture, course));
        end += seconds;
        last = posture;
        return this;
    }

    public double seconds() {
        return end;
    }

    public Posture at(double seconds) {
        for (Leg leg : legs) {
            if (seconds < leg.to) {
                double u = Math.max(0, (seconds - leg.from) / (leg.to - leg.from));
                double share = switch (leg.course) {
                    case SMOOTH -> u * u * u * (10 - 15 * u + 6 * u * u);
                    case STEADY -> u;
                    case DROPPED -> u * u;
                };
                return leg.start.towards(leg.end, share);
            }
        }
        return last;
    }
}
