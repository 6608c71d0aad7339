package formcheck.evaluation;

import formcheck.exercise.Check;
import formcheck.exercise.ElbowHeight;
import formcheck.exercise.FastDescent;
import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent.FaultFlagged;
import formcheck.exercise.RepEvent.FlagWithdrawn;
import formcheck.exercise.RepEvent.NotAssessedSpan;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Compares one clip with its labels, and adds what it finds to the scores that the clip belongs to. */
final class ClipTally {
    /** A flag so long after the arrival still belongs to that descent, seconds. */
    private static final double FLAG_REACH = 0.3;

    private final LabelledClip clip;
    private final ClipRun trial;
    private final List<Score> scores;
    private final Pairing pairing;
    private final List<String> remarks = new ArrayList<>();
    private final Errors elevation = new Errors();

    ClipTally(LabelledClip clip, ClipRun trial, List<Score> scores) {
        this.clip = clip;
        this.trial = trial;
        this.scores = scores;
        this.pairing =
                Pairing.of(clip.reps().stream().filter(LabelledRep::attempted).toList(), trial.reps());
    }

    ClipResult result() {
        scores.forEach(Score::clip);
        elevations();
        pairing.pairs().forEach(this::pair);
        pairing.missed().forEach(this::missed);
        pairing.added().forEach(this::added);
        flags();
        blindness();
        clip.injected()
                .forEach(kind -> scores.forEach(score -> score.fault(kind).injected()));
        return counts();
    }

    private ClipResult counts() {
        List<Rep> reps = trial.reps();
        int valid = (int) reps.stream().filter(rep -> rep.verdict().isValid()).count();
        int excused = (int) reps.stream().filter(this::isRightlyUnjudged).count();
        int attemptedError = CountScore.error(reps.size(), reps.size(), clip.attempted());
        int validError = CountScore.error(valid, valid + excused, clip.valid());
        if (clip.role() == Role.OFFVIEW && saidWhyBlind()) {
            attemptedError = 0;
            validError = 0;
        }
        if (attemptedError > 0) {
            remark("attempted " + reps.size() + ", right is " + clip.attempted());
        }
        if (validError > 0) {
            remark("valid " + valid + ", right is " + clip.valid());
        }
        for (Score score : scores) {
            if (clip.role() == Role.NEGATIVE) {
                score.negative(reps.size());
            } else {
                addCount(score.attempted, clip.attempted().isEmpty(), attemptedError);
                addCount(score.valid, clip.valid().isEmpty(), validError);
            }
        }
        return new ClipResult(clip, reps.size(), valid, attemptedError, validError, elevation, remarks);
    }

    private static void addCount(CountScore score, boolean unknown, int error) {
        if (!unknown) {
            score.add(error);
        }
    }

    /** Not counted as valid, and rightly so: nobody could have told. */
    private boolean isRightlyUnjudged(Rep rep) {
        return rep.verdict() == Verdict.NOT_ASSESSED
                && rep.checks().entrySet().stream()
                        .filter(entry -> entry.getKey() instanceof ElbowHeight)
                        .anyMatch(entry -> clip.isUnjudgeable(entry.getKey().id(), rep.begin(), rep.bottom()));
    }

    private boolean saidWhyBlind() {
        return trial.events(NotAssessedSpan.class).stream()
                .anyMatch(blind ->
                        clip.held(blind.reason().id(), blind.from(), blind.to()).orElse(false));
    }

    private void elevations() {
        if (clip.motion().isEmpty()) {
            return;
        }
        TrueMotion motion = clip.motion().get();
        for (ClipRun.ElevationReading reading : trial.readings()) {
            OptionalDouble truth = motion.elevation(reading.side(), reading.at());
            if (truth.isPresent()) {
                elevation.add(reading.degrees() - truth.getAsDouble());
            }
        }
        scores.forEach(score -> score.elevation.addAll(elevation));
    }

    private void pair(Pairing.RepPair pair) {
        LabelledRep labelled = pair.labelled();
        Rep found = pair.found();
        difference(labelled.top(), found.top(), Score::top);
        difference(labelled.bottom(), found.bottom(), Score::bottom);
        difference(labelled.descentSeconds(), found.eccentricSeconds(), Score::descent);
        squeeze(found);
        scores.forEach(score -> score.flags.descent());
        found.checks().forEach((rule, check) -> check(labelled, found, rule, check));
    }

    private void squeeze(Rep found) {
        OptionalDouble truth = clip.motion().isPresent()
                ? clip.motion().get().squeezedSeconds(found.begin(), found.bottom())
                : OptionalDouble.empty();
        OptionalDouble told = found.squeeze().heldSeconds();
        if (truth.isPresent() && told.isEmpty()) {
            scores.forEach(Score::squeezeNotJudged);
        } else if (told.isPresent()) {
            difference(truth, told.getAsDouble(), Score::squeeze);
        }
    }

    private interface ErrorsOfScore {
        Errors of(Score score);
    }

    private void difference(OptionalDouble truth, double measured, ErrorsOfScore column) {
        if (truth.isPresent()) {
            scores.forEach(score -> column.of(score).add(measured - truth.getAsDouble()));
        }
    }

    private void check(LabelledRep labelled, Rep found, FormRule rule, Check check) {
        String kind = rule.id();
        if (!clip.kinds().contains(kind) || rule.kind().probability().isPresent()) { // PostureTable tells of those
            return;
        }
        if (rule.kind().coachesOnly() && !(check instanceof Check.Broken || check instanceof Check.Ok)) {
            scores.forEach(score -> score.fault(kind).unjudged()); // no silence of what decides
            return;
        }
        Label label = labelled.label(kind);
        boolean blind = clip.isUnjudgeable(kind, labelled.from(), labelled.to());
        if (check.notAssessable().isPresent()) {
            unjudged(labelled, kind, label, blind, check.notAssessable().get().id());
            return;
        }
        boolean broken = check.found().isPresent();
        boolean wrong = (label == Label.FAULT && !broken) || (label == Label.NONE && broken);
        if (blind) {
            scores.forEach(score -> score.silence.verdictWhereBlind(wrong));
        }
        if (wrong) {
            String value = check.found()
                    .map(fault -> String.format(Locale.ROOT, " (%.1f)", fault.value()))
                    .orElse("");
            remark(at(found.top()) + kind + (broken ? " said, but there is none" : " missed") + value);
        }
        for (Score score : scores) {
            FaultScore fault = score.fault(kind);
            if (label == Label.FAULT && broken) {
                fault.truePositive();
            } else if (label == Label.FAULT) {
                fault.falseNegative();
            } else if (label == Label.NONE && broken) {
                fault.falsePositive();
            }
        }
    }

    private void unjudged(LabelledRep labelled, String kind, Label label, boolean blind, String reason) {
        Optional<Boolean> right = clip.wasRightNotToJudge(kind, reason, labelled.from(), labelled.to());
        if (!right.orElse(true)) {
            remark(at(labelled.from()) + kind + " not judged (" + reason + "), but could be");
        }
        for (Score score : scores) {
            score.fault(kind).unjudged();
            if (label == Label.FAULT && !blind) {
                score.fault(kind).falseNegative();
            }
            silence(score, right);
        }
    }

    private static void silence(Score score, Optional<Boolean> right) {
        if (right.isEmpty()) {
            score.silence.unknown();
        } else if (right.get()) {
            score.silence.right();
        } else {
            score.silence.wrong();
        }
    }

    private void missed(LabelledRep rep) {
        if (!clip.isUnjudgeable(Unjudgeable.EVERYTHING, rep.from(), rep.to())) {
            remark(at(rep.from(), rep.to()) + "repetition not found");
        }
        for (String kind : rep.faults()) {
            if (clip.kinds().contains(kind) && !clip.isUnjudgeable(kind, rep.from(), rep.to())) {
                scores.forEach(score -> score.fault(kind).falseNegative());
            }
        }
    }

    private void added(Rep rep) {
        remark(at(rep.begin(), rep.bottom()) + "repetition found, but there is none");
        rep.faults().stream()
                .map(fault -> fault.rule().id())
                .filter(clip.kinds()::contains)
                .forEach(kind -> scores.forEach(score -> score.fault(kind).falsePositive()));
    }

    private void flags() {
        List<FaultFlagged> flags = trial.events(FaultFlagged.class).stream()
                .filter(flag -> flag.rule() instanceof FastDescent)
                .toList();
        int withdrawn = trial.events(FlagWithdrawn.class).size();
        for (Score score : scores) {
            flags.forEach(flag -> score.flags.flag());
            for (int i = 0; i < withdrawn; i++) {
                score.flags.withdrawal();
            }
        }
        for (LabelledRep rep : clip.reps()) {
            if (rep.label(RuleKind.FAST_DESCENT.id()) == Label.FAULT
                    && rep.loweringStart().isPresent()
                    && rep.bottom().isPresent()) {
                flag(rep, rep.loweringStart().getAsDouble(), rep.bottom().getAsDouble(), flags);
            }
        }
    }

    private void flag(LabelledRep rep, double start, double bottom, List<FaultFlagged> flags) {
        scores.forEach(score -> score.flags.fastDescent());
        OptionalDouble at = flags.stream()
                .mapToDouble(FaultFlagged::at)
                .filter(time -> time > rep.from() && time < bottom + FLAG_REACH)
                .min();
        if (at.isEmpty() || at.getAsDouble() > bottom) {
            remark(at(start) + "fast descent not flagged while it went on");
            return;
        }
        double share = share(start, bottom, at.getAsDouble());
        scores.forEach(score -> score.flags.inTime(at.getAsDouble() - start, share));
    }

    /** Of the way: by the true motion, or by time where that is not known. */
    private double share(double start, double bottom, double at) {
        if (clip.motion().isPresent()) {
            TrueMotion motion = clip.motion().get();
            OptionalDouble high = motion.mean(start);
            OptionalDouble low = motion.mean(bottom);
            OptionalDouble here = motion.mean(at);
            if (high.isPresent() && low.isPresent() && here.isPresent()) {
                return (high.getAsDouble() - here.getAsDouble()) / (high.getAsDouble() - low.getAsDouble());
            }
        }
        return (at - start) / (bottom - start);
    }

    private void blindness() {
        for (NotAssessedSpan blind : trial.events(NotAssessedSpan.class)) {
            if (blind.isTotal()) {
                Optional<Boolean> right = clip.held(blind.reason().id(), blind.from(), blind.to());
                scores.forEach(score -> silence(score, right));
                if (!right.orElse(true)) {
                    remark(at(blind.from(), blind.to()) + "nothing judged ("
                            + blind.reason().id() + "), but could be");
                }
            }
        }
    }

    private void remark(String text) {
        remarks.add(text);
    }

    private static String at(double seconds) {
        return String.format(Locale.ROOT, "%.1f s: ", seconds);
    }

    private static String at(double from, double to) {
        return String.format(Locale.ROOT, "%.1f-%.1f s: ", from, to);
    }
}
