package formcheck.pose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells the person who is followed from the others that the detector sees. */
final class Bystanders {

    /** Two bodies whose hips and tops are nearer than this, as a share of the followed person's size, are one. */
    private static final double SAME_BODY = 0.25;

    /** A detection farther from the followed body than this, as a share of its size, is somebody else. */
    private static final double OWN_BODY = 1.0;

    private Bystanders() {}

    /**
     * Everybody but the person whose hips and top are given, in pixels.
     *
     * <p>Sizes are compared with the followed person's own detection where there is one, so that the detector is
     * measured against itself.
     */
    static List<Pose.Bystander> beside(double hipsX, double hipsY, double topX, double topY, List<Detection> persons) {
        double size = 2 * Math.hypot(topX - hipsX, topY - hipsY);
        Optional<Detection> own = persons.stream()
                .min(Comparator.comparingDouble(person -> distance(person, hipsX, hipsY, topX, topY)))
                .filter(person -> distance(person, hipsX, hipsY, topX, topY) < OWN_BODY * size);
        double unit = own.map(Detection::bodySize).orElse(size);
        List<Pose.Bystander> bystanders = new ArrayList<>();
        for (Detection person : persons) {
            boolean same = own.isPresent()
                    && distance(
                                    person,
                                    own.get().hipsX(),
                                    own.get().hipsY(),
                                    own.get().topX(),
                                    own.get().topY())
                            < SAME_BODY * unit;
            if (!same) {
                bystanders.add(new Pose.Bystander(person.hipsX(), person.hipsY(), person.bodySize() / unit));
            }
        }
        return bystanders;
    }

    private static double distance(Detection person, double hipsX, double hipsY, double topX, double topY) {
        return Math.hypot(person.hipsX() - hipsX, person.hipsY() - hipsY)
                + Math.hypot(person.topX() - topX, person.topY() - topY);
    }
}
