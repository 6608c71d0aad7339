package formcheck.pose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Separates the followed person from other persons that the detector finds. */
final class Bystanders {

    /** Largest distance of hips and tops of two detections of one body, shares of the body size of the followed person. */
    private static final double SAME_BODY = 0.25;

    /** Largest distance of a detection from the followed body, share of its size. */
    private static final double OWN_BODY = 1.0;

    private Bystanders() {}

    /**
     * Returns all persons except the one with the given hips and top, pixels.
     *
     * <p>Compares sizes with the detection of the followed person if there is one, so that both come from the
     * detector.
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
