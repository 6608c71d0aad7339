package formcheck.motion.posture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Compares the verdict on each shown posture with what was shown. The majority of the frames gives the verdict, as the median
 * does for a repetition; a frame without a clear probability counts for neither.
 */
public final class ProvenVerdicts {

    /** Least number of frames of a verdict: a hold of two seconds has twelve, thinned. */
    static final int FEWEST_FRAMES = 4;

    private ProvenVerdicts() {}

    /**
     * One verdict for each contrast that was shown, in the order of {@link Contrast}.
     *
     * @param probabilities that the answer is yes, 0 to 1, for every frame of a posture; empty for a frame without an answer
     * @param limit of each contrast: the probability from which its verdict is given, above 0.5
     */
    public static List<ProvenVerdict> of(
            Map<ShownPose, List<OptionalDouble>> probabilities, ToDoubleFunction<Contrast> limit) {
        List<ProvenVerdict> verdicts = new ArrayList<>();
        for (Contrast contrast : Contrast.values()) {
            int right = 0;
            int wrong = 0;
            int shown = 0;
            for (Map.Entry<ShownPose, List<OptionalDouble>> pose : probabilities.entrySet()) {
                if (pose.getKey().contrast() == contrast) {
                    boolean truth = contrast.isYes(pose.getKey().good());
                    Optional<Boolean> verdict = verdict(pose.getValue(), limit.applyAsDouble(contrast));
                    shown++;
                    right += verdict.filter(yes -> yes == truth).isPresent() ? 1 : 0;
                    wrong += verdict.filter(yes -> yes != truth).isPresent() ? 1 : 0;
                }
            }
            if (shown > 0) {
                verdicts.add(new ProvenVerdict(contrast, right, wrong, shown));
            }
        }
        return List.copyOf(verdicts);
    }

    private static Optional<Boolean> verdict(List<OptionalDouble> frames, double limit) {
        long yes = frames.stream()
                .filter(probability -> probability.orElse(0.5) >= limit)
                .count();
        long no = frames.stream()
                .filter(probability -> probability.orElse(0.5) <= 1 - limit)
                .count();
        if (frames.size() < FEWEST_FRAMES || 2 * Math.max(yes, no) <= frames.size()) {
            return Optional.empty();
        }
        return Optional.of(yes > no);
    }
}
