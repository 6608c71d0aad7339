package formcheck.exercise;

import java.util.ArrayList;
import java.util.List;

/** Samples of one value over time, in order. */
final class Curve {

    private final List<CurveSample> samples = new ArrayList<>();

    void add(double seconds, double value) {
        samples.add(new CurveSample(seconds, value));
    }

    boolean isEmpty() {
        return samples.isEmpty();
    }

    int size() {
        return samples.size();
    }

    CurveSample get(int index) {
        return samples.get(index);
    }

    CurveSample last() {
        return samples.get(samples.size() - 1);
    }

    /** Drops all samples before a time, but keeps at least one. */
    void dropBefore(double seconds) {
        int keep = 0;
        while (keep < samples.size() - 1 && samples.get(keep).seconds() < seconds) {
            keep++;
        }
        samples.subList(0, keep).clear();
    }

    void clear() {
        samples.clear();
    }

    /** The samples of a closed interval, seconds. */
    Curve between(double from, double to) {
        int first = firstAfter(from - 1e-9);
        int end = Math.max(first, firstAfter(to + 1e-9));
        Curve part = new Curve();
        part.samples.addAll(samples.subList(first, end));
        return part;
    }

    /**
     * Replaces each sample by the mean of all samples within this time before and after it.
     *
     * @param seconds before and after
     */
    Curve averaged(double seconds) {
        Curve calm = new Curve();
        int from = 0;
        int end = 0;
        double sum = 0;
        for (CurveSample sample : samples) {
            while (end < samples.size() && samples.get(end).seconds() <= sample.seconds() + seconds) {
                sum += samples.get(end++).value();
            }
            while (samples.get(from).seconds() < sample.seconds() - seconds) {
                sum -= samples.get(from++).value();
            }
            calm.add(sample.seconds(), sum / (end - from));
        }
        return calm;
    }

    /** Index of the first sample after a time. */
    private int firstAfter(double seconds) {
        int low = 0;
        int high = samples.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (samples.get(middle).seconds() > seconds) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /** Highest value; negative infinity without samples. */
    double max() {
        // A loop, not a stream: this runs in every frame.
        double max = Double.NEGATIVE_INFINITY;
        for (CurveSample sample : samples) {
            max = Math.max(max, sample.value());
        }
        return max;
    }

    /** Lowest value; positive infinity without samples. */
    double min() {
        double min = Double.POSITIVE_INFINITY;
        for (CurveSample sample : samples) {
            min = Math.min(min, sample.value());
        }
        return min;
    }

    /** The value at a time, linear between two samples; beyond the ends that of the end. */
    double valueAt(double seconds) {
        int after = firstAfter(seconds);
        if (after == 0) {
            return samples.get(0).value();
        }
        if (after == samples.size()) {
            return last().value();
        }
        CurveSample a = samples.get(after - 1);
        CurveSample b = samples.get(after);
        return a.value() + (b.value() - a.value()) * (seconds - a.seconds()) / (b.seconds() - a.seconds());
    }

    /** When the value first rose to a level, interpolated; the last sample's time if it never did. Needs a sample. */
    double firstAtOrAbove(double level) {
        return firstAtOrAboveOr(level, last().seconds());
    }

    /** As {@link #firstAtOrAbove}, or another time if it never did. */
    double firstAtOrAboveOr(double level, double never) {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i).value() >= level) {
                return i == 0 ? samples.get(0).seconds() : cross(i - 1, i, level);
            }
        }
        return never;
    }

    /** When the value first fell to a level, interpolated; the last sample's time if it never did. Needs a sample. */
    double firstAtOrBelow(double level) {
        return firstAtOrBelowOr(level, last().seconds());
    }

    /** As {@link #firstAtOrBelow}, or another time if it never did. */
    double firstAtOrBelowOr(double level, double never) {
        for (int i = 0; i < samples.size(); i++) {
            if (samples.get(i).value() <= level) {
                return i == 0 ? samples.get(0).seconds() : cross(i - 1, i, level);
            }
        }
        return never;
    }

    /** When the value last fell below a level, interpolated; the first sample's time if it never was there. Needs a sample. */
    double lastAtOrAbove(double level) {
        return lastAtOrAboveOr(level, samples.get(0).seconds());
    }

    /** As {@link #lastAtOrAbove}, or another time if it never was there. */
    double lastAtOrAboveOr(double level, double never) {
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (samples.get(i).value() >= level) {
                return i == samples.size() - 1 ? last().seconds() : cross(i, i + 1, level);
            }
        }
        return never;
    }

    /** When the value last rose above a level, interpolated; the first sample's time if it never was there. Needs a sample. */
    double lastAtOrBelow(double level) {
        return lastAtOrBelowOr(level, samples.get(0).seconds());
    }

    /** As {@link #lastAtOrBelow}, or another time if it never was there. */
    double lastAtOrBelowOr(double level, double never) {
        for (int i = samples.size() - 1; i >= 0; i--) {
            if (samples.get(i).value() <= level) {
                return i == samples.size() - 1 ? last().seconds() : cross(i, i + 1, level);
            }
        }
        return never;
    }

    /** Steepest fall over any stretch of at least 0.08 s, units a second, positive. */
    double steepestFall() {
        double steepest = 0;
        int from = 0;
        for (int to = 1; to < samples.size(); to++) {
            while (from + 1 < to
                    && samples.get(to).seconds() - samples.get(from + 1).seconds() >= 0.08 - 1e-9) {
                from++;
            }
            double dt = samples.get(to).seconds() - samples.get(from).seconds();
            if (dt >= 0.06) {
                steepest = Math.max(
                        steepest, (samples.get(from).value() - samples.get(to).value()) / dt);
            }
        }
        return steepest;
    }

    /**
     * Slope of the least-squares line through the last samples, units a second; 0 if time stands still.
     *
     * @param window seconds to look back
     * @param fewest least number of samples
     */
    double endSlope(double window, int fewest) {
        int first = samples.size() - 1;
        while (first > 0
                && (samples.size() - first < fewest
                        || samples.get(first - 1).seconds() >= last().seconds() - window - 1e-9)) {
            first--;
        }
        double n = samples.size() - first;
        double meanT = 0;
        double meanV = 0;
        for (int i = first; i < samples.size(); i++) {
            meanT += samples.get(i).seconds() / n;
            meanV += samples.get(i).value() / n;
        }
        double tt = 0;
        double tv = 0;
        for (int i = first; i < samples.size(); i++) {
            double t = samples.get(i).seconds() - meanT;
            tt += t * t;
            tv += t * (samples.get(i).value() - meanV);
        }
        return tt > 0 ? tv / tt : 0;
    }

    private double cross(int i, int j, double level) {
        CurveSample a = samples.get(i);
        CurveSample b = samples.get(j);
        double share = b.value() == a.value() ? 1 : (level - a.value()) / (b.value() - a.value());
        return a.seconds() + Math.max(0, Math.min(1, share)) * (b.seconds() - a.seconds());
    }
}
