package formcheck.pose;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decodes the output of BlazePose's detector to persons, as MediaPipe does. */
final class DetectionDecoder {

    /** Values per anchor: box centre, box size, four points, score. */
    static final int VALUES = 13;

    private static final int SCORE_AT = 12;

    /** Smallest intersection over union of two boxes of the same head. */
    private static final double SAME_PERSON = 0.3;

    private final int inputSize;
    private final Anchors anchors;
    private final double minimumScore;

    DetectionDecoder(int inputSize, double minimumScore) {
        this.inputSize = inputSize;
        this.anchors = Anchors.forInput(inputSize);
        this.minimumScore = minimumScore;
    }

    /**
     * Returns the persons, highest score first.
     *
     * @param raw {@code VALUES} numbers for each anchor: positions in input pixels relative to the anchor, the score
     *     as a logit
     * @param input square of the frame that was the input
     */
    List<Detection> decode(float[] raw, Region input) {
        List<Detection> candidates = new ArrayList<>();
        for (int anchor = 0; anchor < anchors.count(); anchor++) {
            double score = Sigmoid.of(raw[anchor * VALUES + SCORE_AT]);
            if (score >= minimumScore) {
                Detection candidate = candidate(raw, anchor, score, input);
                if (Double.isFinite(candidate.left() + candidate.right() + candidate.top() + candidate.bottom())
                        && Double.isFinite(
                                candidate.hipsX() + candidate.hipsY() + candidate.topX() + candidate.topY())) {
                    candidates.add(candidate);
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Detection::score).reversed());
        return merged(candidates);
    }

    private Detection candidate(float[] raw, int anchor, double score, Region input) {
        int at = anchor * VALUES;
        double scale = input.size() / inputSize;
        double originX = input.x() + (anchors.x()[anchor] - 0.5) * input.size();
        double originY = input.y() + (anchors.y()[anchor] - 0.5) * input.size();
        double x = originX + raw[at] * scale;
        double y = originY + raw[at + 1] * scale;
        double halfWidth = raw[at + 2] * scale / 2;
        double halfHeight = raw[at + 3] * scale / 2;
        return new Detection(
                score,
                x - halfWidth,
                y - halfHeight,
                x + halfWidth,
                y + halfHeight,
                originX + raw[at + 4] * scale,
                originY + raw[at + 5] * scale,
                originX + raw[at + 6] * scale,
                originY + raw[at + 7] * scale);
    }

    /**
     * Weighted non-maximum suppression: replaces the best candidate and all that overlap it by their mean, weighted
     * by score, then the best of the rest, and so on.
     *
     * @param sorted highest score first
     */
    static List<Detection> merged(List<Detection> sorted) {
        List<Detection> persons = new ArrayList<>();
        List<Detection> rest = sorted;
        while (!rest.isEmpty()) {
            Detection best = rest.get(0);
            List<Detection> same = new ArrayList<>(List.of(best));
            List<Detection> others = new ArrayList<>();
            for (Detection other : rest.subList(1, rest.size())) {
                (best.overlap(other) > SAME_PERSON ? same : others).add(other);
            }
            persons.add(mean(same));
            rest = others;
        }
        return persons;
    }

    private static Detection mean(List<Detection> same) {
        double weight = 0;
        double[] sums = new double[8];
        for (Detection one : same) {
            weight += one.score();
            sums[0] += one.score() * one.left();
            sums[1] += one.score() * one.top();
            sums[2] += one.score() * one.right();
            sums[3] += one.score() * one.bottom();
            sums[4] += one.score() * one.hipsX();
            sums[5] += one.score() * one.hipsY();
            sums[6] += one.score() * one.topX();
            sums[7] += one.score() * one.topY();
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= weight;
        }
        return new Detection(
                same.get(0).score(), sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7]);
    }
}
