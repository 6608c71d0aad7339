package formcheck.archive;

import formcheck.capture.SourceInfo;
import formcheck.pose.PoseFrame;
import formcheck.pose.PoseSource;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

/** One set of ten repetitions of a body, made frame by frame when it is asked for: 30 frames a second, about 50 seconds. */
final class SimulatedSession implements PoseSource {
    private static final int REPETITIONS = 10;
    private static final double RATE = 30;

    private final Random random;
    private final Figure figure;
    private final Movement movement;
    private final long count;
    private long index;

    SimulatedSession(long seed) {
        random = new Random(seed);
        figure = Figure.FRONTAL.seed(seed);
        movement = Movement.from(Posture.arms(15)).hold(2.5);
        for (int rep = 0; rep < REPETITIONS; rep++) {
            movement.repetition(
                    Posture.arms(80 + 30 * random.nextDouble()),
                    0.9 + 0.5 * random.nextDouble(),
                    1 + 2.5 * random.nextDouble());
        }
        movement.hold(1);
        count = (long) (movement.seconds() * RATE);
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo(
                "simulated", Figure.WIDTH, Figure.HEIGHT, OptionalDouble.of(RATE), Optional.empty(), false);
    }

    @Override
    public Optional<PoseFrame> next() {
        if (index >= count) {
            return Optional.empty();
        }
        double seconds = index / RATE;
        return Optional.of(new PoseFrame(
                index++,
                Duration.ofNanos(Math.round(seconds * 1e9)),
                Figure.WIDTH,
                Figure.HEIGHT,
                OptionalDouble.empty(),
                Optional.of(figure.pose(movement.at(seconds), random))));
    }

    @Override
    public Optional<String> damage() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
