package formcheck.motion;

import java.util.ArrayDeque;
import java.util.OptionalDouble;

/** Rate of change of a value: slope of the least-squares line through its last samples. */
final class Slope {
    private static final int FEWEST = 3;

    private record SlopeSample(double seconds, double value) {}

    private final double window;
    private final ArrayDeque<SlopeSample> samples = new ArrayDeque<>();

    /** @param window seconds to look back; at least three samples are used, however old */
    Slope(double window) {
        this.window = window;
    }

    /** Processes a sample and returns the slope, units a second; empty for a first sample. */
    OptionalDouble update(double seconds, double value) {
        samples.addLast(new SlopeSample(seconds, value));
        while (samples.size() > FEWEST && samples.getFirst().seconds < seconds - window - 1e-9) {
            samples.removeFirst();
        }
        if (samples.size() < 2) {
            return OptionalDouble.empty();
        }
        double meanT = 0;
        double meanV = 0;
        for (SlopeSample sample : samples) {
            meanT += sample.seconds;
            meanV += sample.value;
        }
        meanT /= samples.size();
        meanV /= samples.size();
        double tt = 0;
        double tv = 0;
        for (SlopeSample sample : samples) {
            tt += (sample.seconds - meanT) * (sample.seconds - meanT);
            tv += (sample.seconds - meanT) * (sample.value - meanV);
        }
        return tt > 0 ? OptionalDouble.of(tv / tt) : OptionalDouble.empty();
    }

    void reset() {
        samples.clear();
    }
}
