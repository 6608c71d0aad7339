package formcheck.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.pose.Joint;
import formcheck.pose.Keypoint;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.Watched;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A way up or down is what it is at any pace: from 0.3 to 20 seconds, steady or eased, held for up to 90 seconds, with stops
 * anywhere, at 8 to 60 frames a second, with the pose model's noise and its slips of one frame. More seeds are tried with
 * {@code -Dformcheck.seeds=N}, one of them with {@code -Dformcheck.seed=S}.
 */
class AnyPaceTest {
    private static final int SEEDS = Integer.getInteger("formcheck.seeds", 200);

    /** Of every key point, in shoulder widths: the pose model's own. */
    private static final double MOST_NOISE = 0.012;

    /** Relative error of a way's seconds that is allowed, and the absolute one for short ways. */
    private static final double RELATIVE = 0.12;

    private static final double ABSOLUTE = 0.3;

    /** What an eye does not see of an eased way at each end, degrees and as a share: it is not asked to be timed. */
    private static final double UNSEEN = 2.5;

    private static final double UNSEEN_SHARE = 0.04;

    /** A stop by less above the bottom may be the hands' getting ready, after which a raise begins: degrees. */
    private static final double READY = 22;

    /** Share of a lowering from which a stop is near the bottom. */
    private static final double LATE = 0.65;

    /** Frames by which the edges of a stop may be off. */
    private static final double EDGES = 2;

    /** One way, put together from parts with stops between them. */
    private record Way(double from, double to, double seconds, boolean steady, List<Double> stopsAt, double stop) {
        static Way of(Random random, double from, double to) {
            // Short and long ones alike often.
            double seconds = 0.3 * Math.pow(20 / 0.3, random.nextDouble());
            List<Double> stops = new ArrayList<>();
            int count = random.nextInt(5) - 2;
            for (int i = 0; i < count; i++) {
                stops.add(between(random, READY / Math.abs(to - from), 0.88));
            }
            stops.sort(null);
            // Arms that stand still for longer near the bottom have arrived.
            boolean late = to < from && stops.stream().anyMatch(at -> at > LATE);
            double stop = between(random, 0.7, late ? 2.2 : 6);
            return new Way(from, to, seconds, random.nextBoolean(), stops, stop);
        }

        void add(Movement movement) {
            double before = 0;
            for (double share : stopsAt) {
                part(movement, before, share);
                movement.hold(stop);
                before = share;
            }
            part(movement, before, 1);
        }

        private void part(Movement movement, double before, double share) {
            Posture posture = Posture.arms(from + share * (to - from));
            double took = (share - before) * seconds;
            if (steady) {
                movement.steadyTo(posture, took);
            } else {
                movement.to(posture, took);
            }
        }

        /** Seconds in which an eye sees the arms move, stops left out: at least those in which they move by much beside a stop. */
        double leastSeen() {
            return seen(UNSEEN);
        }

        double mostSeen() {
            return seen(0);
        }

        private double seen(double atStop) {
            if (steady) {
                return seconds;
            }
            double way = Math.abs(to - from);
            double sum = 0;
            double before = 0;
            for (int i = 0; i <= stopsAt.size(); i++) {
                double share = i == stopsAt.size() ? 1 : stopsAt.get(i);
                double part = share - before;
                double first = i == 0 ? Math.max(UNSEEN, UNSEEN_SHARE * way) : atStop;
                double last = i == stopsAt.size() ? Math.max(UNSEEN, UNSEEN_SHARE * way) : atStop;
                sum += seconds * part * Math.max(0, 1 - eased(first / way / part) - eased(last / way / part));
                before = share;
            }
            return sum;
        }

        /** When an eased way has gone a share of itself, as a share of its time. */
        private static double eased(double share) {
            double low = 0;
            double high = 1;
            for (int i = 0; i < 40; i++) {
                double u = (low + high) / 2;
                boolean gone = u * u * u * (10 - 15 * u + 6 * u * u) >= share;
                low = gone ? low : u;
                high = gone ? u : high;
            }
            return low;
        }
    }

    private static double between(Random random, double least, double most) {
        return least + (most - least) * random.nextDouble();
    }

    private record Trial(long seed, List<Way> ups, List<Way> downs, Movement movement, Figure camera, int slips) {
        static Trial of(long seed) {
            Random random = new Random(7_919 * (seed + 1));
            double rest = between(random, 8, 30);
            double top = between(random, 95, 130);
            Movement movement = Movement.from(Posture.arms(rest)).hold(between(random, 1, 3));
            List<Way> ups = new ArrayList<>();
            List<Way> downs = new ArrayList<>();
            int count = 1 + random.nextInt(3);
            for (int i = 0; i < count; i++) {
                Way up = Way.of(random, rest, top);
                Way down = Way.of(random, top, rest);
                up.add(movement);
                movement.hold(random.nextInt(4) == 0 ? between(random, 10, 90) : between(random, 0, 3));
                down.add(movement);
                movement.hold(between(random, 0.6, 5));
                ups.add(up);
                downs.add(down);
            }
            Figure camera = Figure.FRONTAL
                    .rate(between(random, 8, 60))
                    .jittered(between(random, 0, 0.6))
                    .noisy(between(random, 0, MOST_NOISE))
                    .seed(seed);
            return new Trial(seed, ups, downs, movement.hold(1.5), camera, random.nextInt(6));
        }

        List<PoseFrame> frames() {
            List<PoseFrame> frames = new ArrayList<>(camera.film(movement));
            Random random = new Random(seed);
            for (int i = 0; i < slips; i++) {
                int at = 5 + random.nextInt(frames.size() - 10);
                frames.set(at, slipped(frames.get(at), random));
            }
            return frames;
        }
    }

    /** A frame in which one elbow, or both, are somewhere else. */
    private static PoseFrame slipped(PoseFrame frame, Random random) {
        Pose pose = frame.pose().orElseThrow();
        Map<Joint, Keypoint> points = new EnumMap<>(pose.keypoints());
        boolean both = random.nextBoolean();
        double angle = Math.toRadians(between(random, 30, 110)) * (random.nextBoolean() ? 1 : -1);
        turn(points, Joint.LEFT_SHOULDER, Joint.LEFT_ELBOW, Joint.LEFT_WRIST, angle);
        if (both) {
            turn(points, Joint.RIGHT_SHOULDER, Joint.RIGHT_ELBOW, Joint.RIGHT_WRIST, -angle);
        }
        return new PoseFrame(
                frame.index(),
                frame.at(),
                frame.width(),
                frame.height(),
                frame.brightness(),
                Optional.of(new Pose(points, pose.world(), pose.presence(), pose.bystanders())));
    }

    private static void turn(Map<Joint, Keypoint> points, Joint shoulder, Joint elbow, Joint wrist, double angle) {
        Keypoint centre = Objects.requireNonNull(points.get(shoulder));
        for (Joint joint : List.of(elbow, wrist)) {
            Keypoint point = Objects.requireNonNull(points.get(joint));
            double dx = point.x() - centre.x();
            double dy = point.y() - centre.y();
            points.put(
                    joint,
                    new Keypoint(
                            centre.x() + dx * Math.cos(angle) - dy * Math.sin(angle),
                            centre.y() + dx * Math.sin(angle) + dy * Math.cos(angle),
                            point.visibility(),
                            point.presence()));
        }
    }

    @Test
    void aWayIsWhatItIsAtAnyPace() {
        List<String> wrong = new ArrayList<>();
        Long one = Long.getLong("formcheck.seed");
        for (long seed = one == null ? 0 : one; seed < (one == null ? SEEDS : one + 1); seed++) {
            wrong.addAll(problems(seed));
        }
        assertThat(wrong).isEmpty();
    }

    static List<PoseFrame> framesOf(long seed) {
        return Trial.of(seed).frames();
    }

    /** What is wrong with the result of one seed. */
    static List<String> problems(long seed) {
        Trial trial = Trial.of(seed);
        Watched watched = Watched.of(trial.frames());
        String name = String.format(
                "seed %d (%.0f frames/s, noise %.4f, %d slips): ",
                seed, trial.camera.framesPerSecond(), trial.camera.noise(), trial.slips);
        if (watched.attempted() != trial.ups.size()) {
            return List.of(name + watched.attempted() + " repetitions instead of " + trial.ups.size() + ", dropped "
                    + watched.events(RepEvent.MovementDropped.class));
        }
        double rate = trial.camera.framesPerSecond();
        List<String> wrong = new ArrayList<>();
        boolean allSlow = true;
        for (int i = 0; i < trial.ups.size(); i++) {
            Rep rep = watched.reps().get(i);
            Way down = trial.downs.get(i);
            compare(
                    name + (i + 1) + " up",
                    trial.ups.get(i),
                    rate,
                    rep.concentricMovingSeconds().orElse(-1),
                    wrong);
            compare(name + (i + 1) + " down", down, rate, rep.eccentricMovingSeconds(), wrong);
            boolean slow = down.leastSeen() >= 1.5 * Math.abs(down.to - down.from) / 90;
            allSlow &= slow;
            boolean fast = rep.faults().stream().anyMatch(fault -> fault.rule() instanceof FastDescent);
            if (slow && fast) {
                wrong.add(name + (i + 1) + String.format(" took %.2f s and is called fast", down.leastSeen()));
            }
            if (!rep.verdict().isValid()) {
                wrong.add(name + (i + 1) + " is " + rep.verdict());
            }
        }
        if (allSlow && !watched.events(RepEvent.FaultFlagged.class).isEmpty()) {
            wrong.add(name + "a slow descent was flagged");
        }
        return wrong;
    }

    private static void compare(String what, Way way, double rate, double seconds, List<String> wrong) {
        double least = way.leastSeen();
        double most = way.mostSeen();
        double edges = EDGES * way.stopsAt.size() / rate;
        if (seconds < least - Math.max(ABSOLUTE, RELATIVE * least) - edges
                || seconds > most + Math.max(ABSOLUTE, RELATIVE * most) + edges) {
            wrong.add(String.format("%s took %.2f s instead of %.2f to %.2f of %s", what, seconds, least, most, way));
        }
    }
}
