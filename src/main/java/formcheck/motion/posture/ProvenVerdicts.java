package formcheck.motion.posture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Holds what was told of each shown posture against what was shown. A posture is told by the majority of its frames, as a
 * repetition is by its median; a frame that could not be judged, or not surely enough, tells neither way.
 */
public final class ProvenVerdicts {

    /** From fewer frames nothing is told: a hold of two seconds has twelve of them, thinned. */
    static final int FEWEST_FRAMES = 4;

    private ProvenVerdicts() {}

    /**
     * One verdict for each contrast of which anything was shown, in the order of {@link Contrast}.
     *
     * @param probabilities for every frame of a posture the probability that the answer to its question is yes, 0 to 1; empty where the
     *     frame told nothing
     * @param limit of each contrast: the probability from which its verdict is told, above 0.5
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
                    Optional<Boolean> told = told(pose.getValue(), limit.applyAsDouble(contrast));
                    shown++;
                    right += told.filter(yes -> yes == truth).isPresent() ? 1 : 0;
                    wrong += told.filter(yes -> yes != truth).isPresent() ? 1 : 0;
                }
            }
            if (shown > 0) {
                verdicts.add(new ProvenVerdict(contrast, right, wrong, shown));
            }
        }
        return List.copyOf(verdicts);
    }

    private static Optional<Boolean> told(List<OptionalDouble> frames, double limit) {
        long yes = frames.stream().filter(probability -> probability.orElse(0.5) >= limit).count();
        long no = frames.stream()
                .filter(probability -> probability.orElse(0.5) <= 1 - limit)
                .count();
        if (frames.size() < FEWEST_FRAMES || 2 * Math.max(yes, no) <= frames.size()) {
            return Optional.empty();
        }
        return Optional.of(yes > no);
    }
}
