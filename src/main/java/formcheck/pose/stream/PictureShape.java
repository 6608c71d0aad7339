package formcheck.pose.stream;

import formcheck.pose.Joint;
import formcheck.pose.stream.StreamOptions.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How wide a picture is for its height, from joints that are shares of both: the same body must have the same proportions
 * along x as along y. Where points in space come with them, these tell; else the upper arms do, which must be as long when they
 * hang as when they are raised.
 */
final class PictureShape {
    /** Shapes of cameras and phones, lying and standing. */
    private static final List<Size> USUAL = List.of(
            new Size(640, 480), new Size(1280, 720), new Size(480, 640), new Size(720, 1280), new Size(720, 720));

    /** How far a measured shape may be from a usual one, as a factor: 4:3 and 16:9 are 1.33 apart. */
    private static final double NEAR = 1.12;

    private static final List<Joint> TRUNK_AND_ARMS = List.of(
            Joint.LEFT_SHOULDER,
            Joint.RIGHT_SHOULDER,
            Joint.LEFT_ELBOW,
            Joint.RIGHT_ELBOW,
            Joint.LEFT_WRIST,
            Joint.RIGHT_WRIST);

    private static final int FEWEST = 10;

    /** An upper arm is hanging or raised when it is so much longer along one axis than along the other. */
    private static final double UPRIGHT = 3;

    private PictureShape() {}

    static Optional<Size> of(List<Person> people) {
        List<Double> shapes = new ArrayList<>();
        people.stream()
                .filter(Person::hasWorld)
                .forEach(person -> bySpace(person).ifPresent(shapes::add));
        if (shapes.size() >= FEWEST || shapes.size() == people.size() && !shapes.isEmpty()) {
            return nearest(median(shapes));
        }
        return byArms(people);
    }

    private static Optional<Double> bySpace(Person person) {
        double across = scale(person, true);
        double down = scale(person, false);
        return across > 0 && down > 0 ? Optional.of(down / across) : Optional.empty();
    }

    /** Shares of the picture for a metre along one axis, by least squares. */
    private static double scale(Person person, boolean across) {
        double count = 0;
        double sumSpace = 0;
        double sumPicture = 0;
        for (Joint joint : TRUNK_AND_ARMS) {
            if (known(person, joint)) {
                count++;
                sumSpace += person.inSpace(joint, across ? 0 : 1);
                sumPicture += across ? person.x(joint) : person.y(joint);
            }
        }
        double mixed = 0;
        double square = 0;
        for (Joint joint : TRUNK_AND_ARMS) {
            if (known(person, joint)) {
                double space = person.inSpace(joint, across ? 0 : 1) - sumSpace / count;
                mixed += space * ((across ? person.x(joint) : person.y(joint)) - sumPicture / count);
                square += space * space;
            }
        }
        return square > 0 ? mixed / square : 0;
    }

    private static boolean known(Person person, Joint joint) {
        return person.seen(joint) && !Float.isNaN(person.inSpace(joint, 0)) && !Float.isNaN(person.inSpace(joint, 1));
    }

    /** The longest that upper arms are along y against the longest that they are along x: both ways they are seen whole. */
    private static Optional<Size> byArms(List<Person> people) {
        List<Double> across = new ArrayList<>();
        List<Double> down = new ArrayList<>();
        for (Person person : people) {
            arm(person, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, across, down);
            arm(person, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, across, down);
        }
        if (across.size() < FEWEST || down.size() < FEWEST) {
            return Optional.empty();
        }
        return nearest(median(down) / median(across));
    }

    private static void arm(Person person, Joint shoulder, Joint elbow, List<Double> across, List<Double> down) {
        if (!person.seen(shoulder) || !person.seen(elbow)) {
            return;
        }
        double x = Math.abs(person.x(elbow) - person.x(shoulder));
        double y = Math.abs(person.y(elbow) - person.y(shoulder));
        if (x > UPRIGHT * y) {
            across.add(x);
        } else if (y > UPRIGHT * x) {
            down.add(y);
        }
    }

    private static Optional<Size> nearest(double shape) {
        return USUAL.stream()
                .min(Comparator.comparingDouble(size -> apart(size, shape)))
                .filter(size -> apart(size, shape) <= NEAR);
    }

    private static double apart(Size size, double shape) {
        double usual = (double) size.width() / size.height();
        return Math.max(usual / shape, shape / usual);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
