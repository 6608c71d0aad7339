package formcheck.motion;

import java.util.ArrayDeque;
import java.util.OptionalDouble;

/** Rate of change of a value by a least-squares line through its last samples. */
final class Slope {
    private static final int FEWEST = 3;

    private record Sample(double seconds, double value) {}

    private final double window;
    private final ArrayDeque<Sample> samples = new ArrayDeque<>();

    /** @param window seconds to look back; three samples at least are used, however old within a second */
    Slope(double window) {
        this.window = window;
    }

    OptionalDouble update(double seconds, double value) {
        samples.addLast(new Sample(seconds, value));
        while (samples.size() > FEWEST && samples.getFirst().seconds < seconds - window - 1e-9) {
            samples.removeFirst();
        }
        if (samples.size() < 2) {
            return OptionalDouble.empty();
        }
        double meanT = 0;
        double meanV = 0;
        for (Sample sample : samples) {
            meanT += sample.seconds;
            meanV += sample.value;
        }
        meanT /= samples.size();
        meanV /= samples.size();
        double tt = 0;
        double tv = 0;
        for (Sample sample : samples) {
            tt += (sample.seconds - meanT) * (sample.seconds - meanT);
            tv += (sample.seconds - meanT) * (sample.value - meanV);
        }
        return tt > 0 ? OptionalDouble.of(tv / tt) : OptionalDouble.empty();
    }

    void reset() {
        samples.clear();
    }
}
