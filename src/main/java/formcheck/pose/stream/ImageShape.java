package formcheck.pose.stream;

import formcheck.pose.Joint;
import formcheck.pose.stream.StreamOptions.Size;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Aspect ratio of an image, estimated from joints that are shares of its width and height, because a body has the same
 * proportions along both axes. From points in space the nearest common ratio is right in 44 of 47 recordings, 28 of them
 * of real people. Without these, head and shoulders show whether the image is landscape or portrait (right in 46).
 *
 * @param size a common size of that ratio; angles do not depend on the scale
 * @param measured whether it comes from points in space; else a landscape image is assumed to be 16:9
 */
record ImageShape(Size size, boolean measured) {
    private static final Size WIDE = new Size(1280, 720);
    private static final Size UPRIGHT = new Size(720, 1280);

    /** Ratios of cameras and phones, landscape and portrait. */
    private static final List<Size> USUAL =
            List.of(WIDE, UPRIGHT, new Size(640, 480), new Size(480, 640), new Size(720, 720));

    /** Bias of measured ratios: the median of the 47 recordings. */
    private static final double TOO_WIDE = 1.05;

    /** Shoulder width over the height of the nose above the shoulders: the median of the same recordings. */
    private static final double SHOULDERS_TO_NECK = 1.7;

    /**
     * Limit between landscape (1.1 to 2.2 by head and shoulders) and portrait images (0.4 to 0.6, unless seen from
     * the side).
     */
    private static final double PORTRAIT = 0.75;

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
                : Optional.of(new ImageShape(median(heads) < PORTRAIT ? UPRIGHT : WIDE, false));
    }

    private static Optional<Double> bySpace(Person person) {
        double across = scale(person, true);
        double down = scale(person, false);
        return across > 0 && down > 0 ? Optional.of(down / across) : Optional.empty();
    }

    /** Returns shares of the image for a metre along one axis, by least squares. */
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
