package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Measures the squeeze of one repetition from what its frames say of the shoulder blades. */
final class SqueezeMeter {

    /** Measures read here. */
    static final Set<Measure> READS = Set.of(Measure.BLADE_SQUEEZE_PROBABILITY, Measure.BLADE_SQUEEZE_SHARE);

    /** Fewer frames than this share of the top say nothing of it. */
    private static final double LEAST_SHARE = 0.5;

    /** Less sure than this about the top, nothing is said of seconds: half-way together is neither held nor not. */
    private static final double SURE = 0.9;

    /** From here on the blades are rather together than apart. */
    private static final double TOGETHER = 0.5;

    /** A doubtful moment shorter than this does not end a squeeze, seconds. */
    private static final double BLINK = 0.25;

    private SqueezeMeter() {}

    static Squeeze of(RepTrace rep) {
        List<BodyMeasures> top = rep.atTop();
        Optional<Reason> blind = notAssessable(top, Measure.BLADE_SQUEEZE_PROBABILITY);
        if (blind.isPresent()) {
            return Squeeze.notAssessed(blind.get());
        }
        Optional<Reason> noShare = notAssessable(top, Measure.BLADE_SQUEEZE_SHARE);
        OptionalDouble share =
                noShare.isPresent() ? OptionalDouble.empty() : RepTrace.median(top, Measure.BLADE_SQUEEZE_SHARE);
        double probability = RepTrace.median(top, Measure.BLADE_SQUEEZE_PROBABILITY).orElseThrow();
        return Math.max(probability, 1 - probability) < SURE
                ? new Squeeze(share, OptionalDouble.empty(), noShare, Optional.of(Reason.NOT_SURE))
                : new Squeeze(share, OptionalDouble.of(longest(rep)), noShare, Optional.empty());
    }

    /** Why too few frames tell; empty if enough do. */
    private static Optional<Reason> notAssessable(List<BodyMeasures> top, Measure measure) {
        long told = top.stream()
                .filter(frame -> frame.followed(measure).isPresent())
                .count();
        return told > 0 && told >= LEAST_SHARE * top.size()
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
