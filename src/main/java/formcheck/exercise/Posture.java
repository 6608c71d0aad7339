package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Something about posture at the top of a repetition that one camera tells with a chance only: a fault where the chance of
 * it reaches the limit, kept where the chance of the opposite does, and not judged in between.
 *
 * <p>The chance is the median over the frames at the top. It does not grow with their number: what a frame errs by depends on
 * pose and person, and is the same in the next one.
 *
 * @param kind which
 * @param limit chance from which it is told, percent
 * @param proof how right it is about this person, if that was tried; what was told wrongly is not told
 */
public record Posture(RuleKind kind, Limit limit, String cue, Optional<Proof> proof) implements FormRule {

    /** For anybody. */
    public Posture(RuleKind kind, Limit limit, String cue) {
        this(kind, limit, cue, Optional.empty());
    }

    /** Fewer frames than this share of the top say nothing of it. */
    private static final double LEAST_SHARE = 0.5;

    @Override
    public Check check(RepTrace rep) {
        RuleKind.Chance chance = kind.chance().orElseThrow();
        List<BodyMeasures> top = rep.atTop();
        double[] chances = top.stream()
                .flatMapToDouble(frame -> frame.seen(chance.measure()).stream())
                .map(value -> chance.ofFault() ? value : 1 - value)
                .sorted()
                .toArray();
        if (chances.length == 0 || chances.length < LEAST_SHARE * top.size()) {
            return unjudged(top, chance.measure());
        }
        if (proof.filter(Proof::refuted).isPresent()) {
            return new Check.Unjudged(Reason.TOLD_WRONG);
        }
        double percent = 100 * chances[chances.length / 2];
        if (percent >= limit.value()) {
            double at = rep.cycle().top();
            return new Check.Broken(new Fault(
                    this,
                    BodySide.BOTH,
                    at,
                    Math.max(at, rep.cycle().eccentricStart()),
                    OptionalDouble.empty(),
                    percent,
                    limit));
        }
        return percent <= 100 - limit.value() ? new Check.Ok() : new Check.Unjudged(Reason.NOT_SURE);
    }

    /** What is said where too few frames tell: nothing if nobody looked, else the reason. */
    static Check unjudged(List<BodyMeasures> frames, Measure measure) {
        Reason why = RepTrace.obstacle(frames, measure);
        return why == Reason.NOT_WATCHED ? new Check.NotApplicable() : new Check.Unjudged(why);
    }
}
