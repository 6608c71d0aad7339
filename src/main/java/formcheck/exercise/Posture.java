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
 * A posture rule, checked at the top of a repetition. One camera gives only its probability: a fault if the probability of it
 * reaches the limit, kept if that of the opposite does, not assessed in between. If the person was not asked to sit tall, the
 * check may say that nothing got worse.
 *
 * <p>The probability is the median over the frames at the top. It does not grow with their number, because a frame's error
 * depends on pose and person, and is the same in the next one.
 *
 * @param kind which rule
 * @param limit least probability of a verdict, percent
 * @param cue for the person
 * @param proof how right it is about this person, if that was tried; a refuted rule gives no verdict
 */
public record Posture(RuleKind kind, Limit limit, String cue, Optional<Proof> proof) implements FormRule {

    /** For any person. */
    public Posture(RuleKind kind, Limit limit, String cue) {
        this(kind, limit, cue, Optional.empty());
    }

    /** Least share of the top's frames with an answer. */
    private static final double LEAST_SHARE = 0.5;

    private static final double UNDECIDED = 0.5;

    /** Shortest top that is compared with low arms, seconds: those of jumping jacks last 0.07, those of quick presses 0.13. */
    private static final double SHORTEST_TOP = 0.1;

    /** Reasons of a frame that was judged without a result. {@code IMAGE_DISAGREES} comes from stored motion files only. */
    private static final Set<Reason> LEFT_OPEN =
            Collections.unmodifiableSet(EnumSet.of(Reason.IMAGE_DISAGREES, Reason.TALL_NOT_ASKED));

    /** Least {@link Measure#TALL_KNOWN} of a reference that is not from short rests. */
    private static final double WELL_KNOWN = 0.5;

    @Override
    public Check check(RepTrace rep) {
        Check verdict = verdict(rep);
        return verdict instanceof Check.NotAssessed && isUnchanged(rep.atTop()) ? new Check.Unchanged() : verdict;
    }

    /**
     * Whether nothing got worse since the arms were low, with the probability of a verdict: if the person was not asked to sit
     * tall, only that can be assessed.
     */
    private boolean isUnchanged(List<BodyMeasures> top) {
        RuleKind.Probability probability = kind.probability().orElseThrow();
        long compared = top.stream()
                .map(frame -> frame.observation(probability.measure()))
                .filter(observation ->
                        observation instanceof Observation.Guessed guessed && guessed.reason() == Reason.TALL_NOT_ASKED)
                .count();
        if (compared == 0
                || top.get(top.size() - 1).seconds() - top.get(0).seconds() < SHORTEST_TOP
                || compared < LEAST_SHARE * top.size()
                || proof.filter(Proof::refuted).isPresent()) {
            return false;
        }
        return percent(top, Posture::changeOf) <= 100 - limit.value();
    }

    private Check verdict(RepTrace rep) {
        RuleKind.Probability probability = kind.probability().orElseThrow();
        List<BodyMeasures> top = rep.atTop();
        long judged = top.stream()
                .filter(frame -> frame.seen(probability.measure()).isPresent())
                .count();
        if (judged == 0 || judged < LEAST_SHARE * top.size()) {
            return tooFew(top, probability.measure());
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
                                .flatMapToDouble(
                                        frame -> ofFrame.apply(frame.observation(probability.measure())).stream())
                                .map(value -> probability.ofFault() ? value : 1 - value)
                                .toArray());
    }

    /** Why the top has no verdict though it was judged. */
    private static Reason unsure(List<BodyMeasures> top) {
        double known = RepTrace.median(top, Measure.TALL_KNOWN).orElse(1);
        return known < WELL_KNOWN ? Reason.KNOWN_FROM_RESTS : Reason.NOT_SURE;
    }

    /** A frame's part in the median; one that was judged without a result counts against any verdict. */
    private static OptionalDouble probabilityOf(Observation observation) {
        return observation.notAssessable().filter(LEFT_OPEN::contains).isPresent()
                ? OptionalDouble.of(UNDECIDED)
                : observation.seen();
    }

    /** The same for frames that are compared with low arms. */
    private static OptionalDouble changeOf(Observation observation) {
        return observation.notAssessable().map(LEFT_OPEN::contains).orElse(true)
                ? OptionalDouble.of(observation.followed().orElse(UNDECIDED))
                : OptionalDouble.empty();
    }

    /** The check if too few frames were judged: not applicable if posture was not judged at all, else the reason. */
    static Check tooFew(List<BodyMeasures> frames, Measure measure) {
        Reason why = RepTrace.mainReason(frames, measure);
        return why == Reason.NOT_WATCHED ? new Check.NotApplicable() : new Check.NotAssessed(why);
    }
}
