package formcheck.pose.stream;

import formcheck.pose.Joint;
import formcheck.pose.stream.StreamOptions.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;

/**
 * How wide a picture is for its height, from joints that are shares of both: a body has the same proportions along x as along
 * y. Points in space tell them (the nearest usual shape is right in 44 of 47 recordings, 28 of them of real people); without these,
 * head and shoulders tell whether the picture lies or stands (right in 46 of them).
 *
 * @param size a usual size of that shape: angles do not depend on the scale
 * @param measured whether points in space tell it, or whether a lying picture is taken for one of 16:9
 */
record ImageShape(Size size, boolean measured) {
    private static final Size WIDE = new Size(1280, 720);
    private static final Size UPRIGHT = new Size(720, 1280);

    /** Shapes of cameras and phones, lying and standing. */
    private static final List<Size> USUAL =
            List.of(WIDE, UPRIGHT, new Size(640, 480), new Size(480, 640), new Size(720, 720));

    /** Measured shapes are a little too wide: the median of the 47 recordings. */
    private static final double TOO_WIDE = 1.05;

    /** Shoulder width over the nose's height above the shoulders, pixels: the median of the same recordings. */
    private static final double SHOULDERS_TO_NECK = 1.7;

    /** Between lying pictures, 1.1 to 2.2 by head and shoulders, and standing ones, 0.4 to 0.6, unless seen from the side. */
    private static final double STANDING = 0.75;

    private static final int FEWEST = 10;

    private static final List<Joint> ARMS = Joint.ARMS;

    static Optional<ImageShape> of(List<Person> people) {
        List<Double> shapes = new ArrayList<>();
        people.stream()
                .filter(Person::hasWorld)
                .forEach(person -> bySpace(person).ifPresent(shapes::add));
        if (shapes.size() >= FEWEST) {
            return Optional.of(new ImageShape(nearest(median(shapes) / TOO_WIDE), true));
        }
        List<Double> heads = new ArrayList<>();
        people.forEach(person -> byHead(person).ifPresent(heads::add));
        return heads.isEmpty()
                ? Optional.empty()
                : Optional.of(new ImageShape(median(heads) < STANDING ? UPRIGHT : WIDE, false));
    }

    private static Optional<Double> bySpace(Person person) {
        double across = scale(person, true);
        double down = scale(person, false);
        return across > 0 && down > 0 ? Optional.of(down / across) : Optional.empty();
    }

    /** Shares of the picture for a metre along one axis, by least squares. */
    private static double scale(Person person, boolean across) {
        List<Joint> known = ARMS.stream()
                .filter(joint -> person.seen(joint) && !Float.isNaN(person.inSpace(joint, 0)))
                .toList();
        double space = mean(known, person, across, true);
        double image = mean(known, person, across, false);
        double mixed = 0;
        double square = 0;
        for (Joint joint : known) {
            double inSpace = at(joint, person, across, true) - space;
            mixed += inSpace * (at(joint, person, across, false) - image);
            square += inSpace * inSpace;
        }
        return square > 0 ? mixed / square : 0;
    }

    private static double mean(List<Joint> joints, Person person, boolean across, boolean space) {
        return joints.stream()
                .mapToDouble(joint -> at(joint, person, across, space))
                .average()
                .orElse(0);
    }

    private static double at(Joint joint, Person person, boolean across, boolean space) {
        if (space) {
            return person.inSpace(joint, across ? 0 : 1);
        }
        return across ? person.x(joint) : person.y(joint);
    }

    private static Optional<Double> byHead(Person person) {
        double shoulders = Math.abs(person.x(Joint.LEFT_SHOULDER) - person.x(Joint.RIGHT_SHOULDER));
        double neck = (person.y(Joint.LEFT_SHOULDER) + person.y(Joint.RIGHT_SHOULDER)) / 2 - person.y(Joint.NOSE);
        return shoulders > 0 && neck > 0 ? Optional.of(SHOULDERS_TO_NECK * neck / shoulders) : Optional.empty();
    }

    private static Size nearest(double shape) {
        return USUAL.stream()
                .min(Comparator.comparingDouble(size -> Math.abs(Math.log(shape * size.height() / size.width()))))
                .orElse(WIDE);
    }

    private static double median(List<Double> values) {
        return Median.withDefaults()
                .evaluate(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
