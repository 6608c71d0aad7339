package formcheck.pose.stream;

import formcheck.capture.CaptureException;
import formcheck.pose.PoseFrame;
import formcheck.pose.stream.StreamOptions.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Collects the frames of keypoint files. The unit of times and coordinates, the image size and the person to judge are
 * known only after the last one.
 */
final class Recording {
    /** 3 hours at 60 frames a second. */
    static final int MOST_FRAMES = 650_000;

    /** In all frames together. */
    static final int MOST_PEOPLE = 1_000_000;

    /** In one frame. */
    static final int MOST_AT_ONCE = 200;

    /** Assumed frame rate if none is given, frames a second. */
    static final double USUAL_RATE = 30;

    private static final double LARGEST_SECONDS = 1e7;

    /**
     * Largest coordinate in shares of the image. Shares are about 0 to 1, also for joints outside; an image has more
     * than 3 pixels.
     */
    private static final double LARGEST_SHARE = 3;

    /** Share of coordinates that may be larger, because a model may place a joint anywhere. */
    private static final double OUTLIERS = 0.02;

    /** Margin beside the outermost joint, share of the extent: hands are detected up to the edge of the image. */
    private static final double MARGIN = 0.1;

    private static final double[] UNITS = {1, 1e-3, 1e-6, 1e-9};

    /** One frame: its time and people. */
    record StreamFrame(double seconds, List<Person> people) {}

    /** One frame as in the file. The unit of its time may be unknown. */
    private record Raw(String where, OptionalDouble time, OptionalLong number, List<Person> people) {}

    private final String file;
    private final StreamOptions options;
    private final List<Raw> frames = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private int people;
    private OptionalDouble unit = OptionalDouble.empty();
    private OptionalDouble rate = OptionalDouble.empty();
    private Optional<Size> size = Optional.empty();
    private boolean neverOutside;

    Recording(String file, StreamOptions options) {
        this.file = file;
        this.options = options;
    }

    /** Returns an error with the position in the file. */
    CaptureException wrong(String where, String reason) {
        return new CaptureException((where.isEmpty() ? file : where) + ": " + reason + ".");
    }

    void add(String where, OptionalDouble time, OptionalLong number, List<Person> seen) throws CaptureException {
        if (frames.size() == MOST_FRAMES) {
            throw wrong(where, "there are more than " + MOST_FRAMES + " frames. Cut the recording into pieces");
        }
        count(where, seen.size());
        frames.add(new Raw(where, time, number, List.copyOf(seen)));
    }

    /** Checks the limits on people. */
    void count(String where, int more) throws CaptureException {
        people += more;
        if (more > MOST_AT_ONCE) {
            throw wrong(where, "there are more than " + MOST_AT_ONCE + " people in one frame");
        }
        if (people > MOST_PEOPLE) {
            throw wrong(where, "there are more than " + MOST_PEOPLE + " people. Cut the recording into pieces");
        }
    }

    /** @param seconds of one unit of the times */
    void timesAre(double seconds) {
        unit = OptionalDouble.of(seconds);
    }

    void rateIs(double framesPerSecond) {
        if (framesPerSecond > 0 && framesPerSecond <= 1000) {
            rate = OptionalDouble.of(framesPerSecond);
        }
    }

    void sizeIs(String where, Size given) throws CaptureException {
        if (size.isPresent() && !size.get().equals(given) && options.size().isEmpty()) {
            throw wrong(where, "images of " + size.get() + " and of " + given + " are not one recording");
        }
        size = Optional.of(given);
    }

    /** Records that the program omits joints outside the image, so that negative shares mean another scale. */
    void jointsAreNeverOutside() {
        neverOutside = true;
    }

    void note(String text) {
        notes.add(text);
    }

    /** Returns what was assumed, in words for the user. Complete after {@link #read()}. */
    Optional<String> notes() {
        return notes.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", notes));
    }

    /** Image size and poses of a recording. */
    record Read(Size size, List<PoseFrame> frames) {}

    Read read() throws CaptureException {
        if (frames.isEmpty()) {
            throw wrong("", "there is no frame in it");
        }
        if (frames.size() == 1) {
            throw wrong("", "it holds a single frame. Give the folder that holds all frames, or a file of them");
        }
        if (people == 0) {
            throw wrong("", "there is nobody in any of its " + frames.size() + " frames");
        }
        List<StreamFrame> moments = moments();
        Size image = inPixels();
        List<Optional<Person>> followed = FollowedPerson.in(moments);
        if (moments.stream().anyMatch(moment -> moment.people.size() > 1)) {
            note("There are several people in it: the one who is largest for longest is judged.");
        }
        List<PoseFrame> poses = new ArrayList<>(moments.size());
        for (int i = 0; i < moments.size(); i++) {
            poses.add(new PoseFrame(
                    i,
                    Duration.ofNanos(Math.round((moments.get(i).seconds - moments.get(0).seconds) * 1e9)),
                    image.width(),
                    image.height(),
                    OptionalDouble.empty(),
                    followed.get(i).map(Person::pose)));
        }
        return new Read(image, poses);
    }

    private List<StreamFrame> moments() throws CaptureException {
        boolean timed = frames.stream().allMatch(frame -> frame.time.isPresent());
        double seconds = timed ? unit.isPresent() ? unit.getAsDouble() : guessedUnit() : 1 / framesPerSecond();
        boolean numbered = !timed && frames.stream().allMatch(frame -> frame.number.isPresent());
        List<StreamFrame> moments = new ArrayList<>(frames.size());
        double first = numbered ? frames.get(0).number.orElse(0) : 0;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < frames.size(); i++) {
            Raw frame = frames.get(i);
            double at = (timed ? frame.time.orElse(0) : numbered ? frame.number.orElse(0) - first : i) * seconds;
            if (at < last) {
                throw wrong(
                        frame.where,
                        numbered
                                ? "the frames are not in the order of their numbers"
                                : String.format(
                                        Locale.ROOT, "time runs backwards, from %.3f to %.3f seconds", last, at));
            }
            last = at;
            if (!(Math.abs(at - (moments.isEmpty() ? at : moments.get(0).seconds)) <= LARGEST_SECONDS)) {
                throw wrong(frame.where, "its time is " + at + " seconds, which no recording has");
            }
            moments.add(new StreamFrame(at, frame.people));
        }
        return moments;
    }

    private double framesPerSecond() {
        OptionalDouble given = options.framesPerSecond().isPresent() ? options.framesPerSecond() : rate;
        if (given.isEmpty()) {
            note(String.format(
                    Locale.ROOT,
                    "It has no timestamps: %.0f frames a second are assumed (--fps sets it).",
                    USUAL_RATE));
        }
        return given.orElse(USUAL_RATE);
    }

    /** Infers seconds, or a thousandth, millionth or billionth: frames are a thousandth of a second to one second apart. */
    private double guessedUnit() {
        double[] steps = new double[Math.max(0, frames.size() - 1)];
        int count = 0;
        for (int i = 1; i < frames.size(); i++) {
            double step = frames.get(i).time.orElse(0) - frames.get(i - 1).time.orElse(0);
            if (step > 0) {
                steps[count++] = step;
            }
        }
        double[] known = java.util.Arrays.copyOf(steps, count);
        java.util.Arrays.sort(known);
        double middle = count == 0 ? 0 : known[count / 2];
        for (double each : UNITS) {
            if (middle * each <= 1) {
                return each;
            }
        }
        return UNITS[UNITS.length - 1];
    }

    /** Converts all coordinates to pixels and returns the image size. */
    private Size inPixels() throws CaptureException {
        long points = 0;
        long large = 0;
        long negative = 0;
        double right = 0;
        double bottom = 0;
        for (Raw frame : frames) {
            for (Person person : frame.people) {
                for (formcheck.pose.Joint joint : formcheck.pose.Joint.values()) {
                    if (person.seen(joint)) {
                        points++;
                        large += Math.max(Math.abs(person.x(joint)), Math.abs(person.y(joint))) > LARGEST_SHARE ? 1 : 0;
                        negative += person.x(joint) < 0 || person.y(joint) < 0 ? 1 : 0;
                        right = Math.max(right, person.x(joint));
                        bottom = Math.max(bottom, person.y(joint));
                    }
                }
            }
        }
        if (large > OUTLIERS * points) {
            return options.size().or(() -> size).orElseGet(assumed(right, bottom));
        }
        Size image = options.size()
                .or(() -> size)
                .or(this::shaped)
                .orElseThrow(() -> wrong(
                        "",
                        "its joints are shares of the image, whose size is missing, and nothing in it gives how wide the"
                                + " image is for its height. Add for instance --size 1280x720"));
        boolean aroundTheMiddle = neverOutside && negative > 0; // OpenPose --keypoint_scale 4: -1 to 1
        double share = aroundTheMiddle ? 0.5 : 1;
        double add = aroundTheMiddle ? 0.5 : 0;
        frames.forEach(frame -> frame.people.forEach(person -> person.scale(
                share * image.width(), add * image.width(), share * image.height(), add * image.height())));
        return image;
    }

    private java.util.function.Supplier<Size> assumed(double right, double bottom) {
        return () -> {
            Size extent = Size.of(Math.ceil(right * (1 + MARGIN)), Math.ceil(bottom * (1 + MARGIN)))
                    .orElse(new Size(Size.LARGEST_SIDE, Size.LARGEST_SIDE));
            note("The image size is missing: " + extent + " is estimated from the joints (--size sets it).");
            return extent;
        };
    }

    private Optional<Size> shaped() {
        Optional<ImageShape> found = ImageShape.of(
                frames.stream().flatMap(frame -> frame.people.stream()).toList());
        found.ifPresent(shape -> note("The image size is missing: " + shape.size()
                + (shape.measured()
                        ? " fits the points in space"
                        : " is assumed; if it is 4:3, slanting arms are off by up to 8 degrees")
                + " (--size sets it)."));
        return found.map(ImageShape::size);
    }
}
