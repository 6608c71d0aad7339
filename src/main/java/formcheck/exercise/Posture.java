package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Observation;
import formcheck.motion.Reason;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.apache.commons.statistics.descriptive.Median;

/**
 * Something about posture at the top of a repetition that one camera tells with a probability only: a fault where the probability of
 * it reaches the limit, kept where the probability of the opposite does, and not judged in between. Of somebody whom nobody asked to sit tall it may be told that nothing got worse.
 *
 * <p>The probability is the median over the frames at the top. It does not grow with their number: what a frame errs by depends on
 * pose and person, and is the same in the next one.
 *
 * @param kind which
 * @param limit probability from which it is told, percent
 * @param proof how right it is about this person, if that was tried; what was told wrongly is not told
 */
public record Posture(RuleKind kind, Limit limit, String cue, Optional<Proof> proof) implements FormRule {

    /** For anybody. */
    public Posture(RuleKind kind, Limit limit, String cue) {
        this(kind, limit, cue, Optional.empty());
    }

    /** Fewer frames than this share of the top say nothing of it. */
    private static final double LEAST_SHARE = 0.5;

    private static final double UNDECIDED = 0.5;

    /** Shorter tops are compared with nothing, seconds: those of jumping jacks are gone in 0.07, those of quick presses stay for 0.13. */
    private static final double SHORTEST_TOP = 0.1;

    private static final Set<Reason> LEFT_OPEN =
            Collections.unmodifiableSet(EnumSet.of(Reason.PICTURE_DISAGREES, Reason.TALL_NOT_ASKED));

    /** Less of {@link Measure#TALL_KNOWN} than this comes from short rests. */
    private static final double WELL_KNOWN = 0.5;

    @Override
    public Check check(RepTrace rep) {
        Check told = told(rep);
        return told instanceof Check.NotAssessed && isUnchanged(rep.atTop()) ? new Check.Unchanged() : told;
    }

    /**
     * Whether it is as sure as a verdict has to be that nothing got worse since the arms were low: where nobody asked the person to sit
     * tall, that is all that can be told.
     */
    private boolean isUnchanged(List<BodyMeasures> top) {
        RuleKind.Probability probability = kind.probability().orElseThrow();
        long compared = top.stream()
                .map(frame -> frame.observation(probability.measure()))
                .filter(sight ->
                        sight instanceof Observation.Guessed guessed && guessed.reason() == Reason.TALL_NOT_ASKED)
                .count();
        if (compared == 0
                || top.get(top.size() - 1).seconds() - top.get(0).seconds() < SHORTEST_TOP
                || compared < LEAST_SHARE * top.size()
                || proof.filter(Proof::refuted).isPresent()) {
            return false;
        }
        return percent(top, Posture::changeOf) <= 100 - limit.value();
    }

    private Check told(RepTrace rep) {
        RuleKind.Probability probability = kind.probability().orElseThrow();
        List<BodyMeasures> top = rep.atTop();
        long judged = top.stream()
                .filter(frame -> frame.seen(probability.measure()).isPresent())
                .count();
        if (judged == 0 || judged < LEAST_SHARE * top.size()) {
            return unjudged(top, probability.measure());
        }
        if (proof.filter(Proof::refuted).isPresent()) {
            return new Check.NotAssessed(Reason.TOLD_WRONG);
        }
        double percent = percent(top, Posture::probabilityOf);
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
        return percent <= 100 - limit.value() ? new Check.Ok() : new Check.NotAssessed(unsure(top));
    }

    /** Probability of the fault at the top, percent: the median over its frames. */
    private double percent(List<BodyMeasures> top, Function<Observation, OptionalDouble> ofFrame) {
        RuleKind.Probability probability = kind.probability().orElseThrow();
        return 100
                * Median.withDefaults()
                        .evaluate(top.stream()
                                .flatMapToDouble(frame -> ofFrame.apply(frame.observation(probability.measure())).stream())
                                .map(value -> probability.ofFault() ? value : 1 - value)
                                .toArray());
    }

    /** Why the top carries no verdict though it was looked at. */
    private static Reason unsure(List<BodyMeasures> top) {
        double known = RepTrace.median(top, Measure.TALL_KNOWN).orElse(1);
        return known < WELL_KNOWN ? Reason.KNOWN_FROM_RESTS : Reason.NOT_SURE;
    }

    /** What a frame adds to the median; one that was looked at and left open speaks against any verdict. */
    private static OptionalDouble probabilityOf(Observation sight) {
        return sight.notAssessable().filter(LEFT_OPEN::contains).isPresent() ? OptionalDouble.of(UNDECIDED) : sight.seen();
    }

    /** The same where frames are compared with low arms. */
    private static OptionalDouble changeOf(Observation sight) {
        return sight.notAssessable().map(LEFT_OPEN::contains).orElse(true)
                ? OptionalDouble.of(sight.followed().orElse(UNDECIDED))
                : OptionalDouble.empty();
    }

    /** What is said where too few frames tell: nothing if nobody looked, else the reason. */
    static Check unjudged(List<BodyMeasures> frames, Measure measure) {
        Reason why = RepTrace.mainReason(frames, measure);
        return why == Reason.NOT_WATCHED ? new Check.NotApplicable() : new Check.NotAssessed(why);
    }
}
