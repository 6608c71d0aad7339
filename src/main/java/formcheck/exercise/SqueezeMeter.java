package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Measures scapular retraction in one repetition by the probabilities of its frames. */
final class SqueezeMeter {

    /** Measures read here. */
    static final Set<Measure> READS = Set.of(Measure.BLADE_SQUEEZE_PROBABILITY, Measure.BLADE_SQUEEZE_SHARE);

    /** Least share of the top's frames with an answer. */
    private static final double LEAST_SHARE = 0.5;

    /**
     * Least probability, of retraction or of its opposite, from which its duration is assessed: half-way is neither. Chosen, no
     * data.
     */
    private static final double SURE = 0.9;

    /** Least probability at which the blades count as together. */
    private static final double TOGETHER = 0.5;

    /** Longest interruption within a hold, seconds. Chosen, no data. */
    private static final double BLINK = 0.25;

    private SqueezeMeter() {}

    static Squeeze of(RepTrace rep) {
        List<BodyMeasures> top = rep.atTop();
        Optional<Reason> reason = notAssessable(top, Measure.BLADE_SQUEEZE_PROBABILITY);
        if (reason.isPresent()) {
            return Squeeze.notAssessed(reason.get());
        }
        Optional<Reason> noShare = notAssessable(top, Measure.BLADE_SQUEEZE_SHARE);
        OptionalDouble share =
                noShare.isPresent() ? OptionalDouble.empty() : RepTrace.median(top, Measure.BLADE_SQUEEZE_SHARE);
        double probability =
                RepTrace.median(top, Measure.BLADE_SQUEEZE_PROBABILITY).orElseThrow();
        return Math.max(probability, 1 - probability) < SURE
                ? new Squeeze(share, OptionalDouble.empty(), noShare, Optional.of(Reason.NOT_SURE))
                : new Squeeze(share, OptionalDouble.of(longest(rep)), noShare, Optional.empty());
    }

    /** Why too few frames have a value; empty if enough do. */
    private static Optional<Reason> notAssessable(List<BodyMeasures> top, Measure measure) {
        long known = top.stream()
                .filter(frame -> frame.followed(measure).isPresent())
                .count();
        return known > 0 && known >= LEAST_SHARE * top.size()
                ? Optional.empty()
                : Optional.of(RepTrace.mainReason(top, measure));
    }

    private static double longest(RepTrace rep) {
        double longest = 0;
        OptionalDouble from = OptionalDouble.empty();
        double last = Double.NEGATIVE_INFINITY;
        for (BodyMeasures frame : rep.between(rep.cycle().begin(), rep.cycle().bottom())) {
            double now = frame.seconds();
            boolean together = frame.seen(Measure.BLADE_SQUEEZE_PROBABILITY).orElse(0) >= TOGETHER;
            if (together) {
                from = from.isPresent() ? from : OptionalDouble.of(now);
                last = now;
                longest = Math.max(longest, now - from.getAsDouble());
            } else if (now - last > BLINK) {
                from = OptionalDouble.empty();
            }
        }
        return longest;
    }
}
