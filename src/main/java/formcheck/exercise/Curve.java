package formcheck.exercise;

import java.util.ArrayList;
import java.util.List;

/** Samples of one value over time, in order, and the questions asked of them. */
final class Curve {

    record Sample(double seconds, double value) {}

    private final List<Sample> samples = new ArrayList<>();

    void add(double seconds, double value) {
        samples.add(new Sample(seconds, value));
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    int size() {
        return samples.size();
    }

    Sample get(int index) {
        return samples.get(index);
    }

    Sample last() {
        return samples.get(samples.size() - 1);
    }

    /** Forgets all samples before a time, but keeps one. */
    void dropBefore(double seconds) {
        int keep = 0;
        while (keep < samples.size() - 1 && samples.get(keep).seconds < seconds) {
            keep++;
        }
        samples.subList(0, keep).clear();
    }

    void clear() {
        samples.clear();
    }

    /** The samples of a closed interval of time. */
    Curve between(double from, double to) {
        int first = firstAfter(from - 1e-9);
        int end = Math.max(first, firstAfter(to + 1e-9));
        Curve part = new Curve();
        part.samples.addAll(samples.subList(first, end));
        return part;
    }

    /** Each sample replaced by the mean of all that lie within so many seconds before and after it. */
    Curve averaged(double seconds) {
        Curve calm = new Curve();
        int from = 0;
        int end = 0;
        double sum = 0;
        for (Sample sample : samples) {
            while (end < samples.size() && samples.get(end).seconds <= sample.seconds + seconds) {
                sum += samples.get(end++).value;
            }
            while (samples.get(from).seconds < sample.seconds - seconds) {
                sum -= samples.get(from++).value;
            }
            calm.add(sample.seconds, sum / (end - from));
        }
        return calm;
    }

    /** Index of the first sample later than a time. */
    private int firstAfter(double seconds) {
        int low = 0;
        int high = samples.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (samples.get(middle).seconds > seconds) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    double max() {
        // A loop, not a stream: this is asked in every frame.
        double max = samples.get(0).value;
        for (int i = 1; i < samples.size(); i++) {
            max = Math.max(max, samples.get(i).value);
        }
        return max;
    }

    double min() {
        double min = samples.get(0).value;
        for (int i = 1; i < samples.size(); i++) {
            min = Math.min(min, samples.get(i).value);
        }
        return min;
    }

    /** When the value first rose to a level; interpolated. */
    double firstAtOrAbove(double level) {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i).value >= level) {
                return i == 0 ? samples.get(0).seconds : cross(i - 1, i, level);
            }
        }
        return last().seconds;
    }

    /** When the value first sank to a level; interpolated. */
    double firstAtOrBelow(double level) {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i).value <= level) {
                return i == 0 ? samples.get(0).seconds : cross(i - 1, i, level);
            }
        }
        return last().seconds;
    }

    /** When the value left a level downwards for the last time; interpolated. */
    double lastAtOrAbove(double level) {
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (samples.get(i).value >= level) {
                return i == samples.size() - 1 ? last().seconds : cross(i, i + 1, level);
            }
        }
        return samples.get(0).seconds;
    }

    /** When the value left a level upwards for the last time; interpolated. */
    double lastAtOrBelow(double level) {
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (samples.get(i).value <= level) {
                return i == samples.size() - 1 ? last().seconds : cross(i, i + 1, level);
            }
        }
        return samples.get(0).seconds;
    }

    /** Seconds of standing still. */
    double pausedSeconds() {
        PauseMeter meter = new PauseMeter();
        samples.forEach(sample -> meter.update(sample.seconds, sample.value));
        return meter.seconds();
    }

    /** Steepest fall over any stretch of 0.08 s or more, in units a second, positive. */
    double steepestFall() {
        double steepest = 0;
        int from = 0;
        for (int to = 1; to < samples.size(); to++) {
            while (from + 1 < to && samples.get(to).seconds - samples.get(from + 1).seconds >= 0.08 - 1e-9) {
                from++;
            }
            double dt = samples.get(to).seconds - samples.get(from).seconds;
            if (dt >= 0.06) {
                steepest = Math.max(steepest, (samples.get(from).value - samples.get(to).value) / dt);
            }
        }
        return steepest;
    }

    private double cross(int i, int j, double level) {
        Sample a = samples.get(i);
        Sample b = samples.get(j);
        double share = b.value == a.value ? 1 : (level - a.value) / (b.value - a.value);
        return a.seconds + Math.max(0, Math.min(1, share)) * (b.seconds - a.seconds);
    }
}
