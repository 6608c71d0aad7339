package formcheck.report;

import formcheck.exercise.BodySide;
import formcheck.exercise.Check;
import formcheck.exercise.DropReason;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.FastDescent;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Rep;
import formcheck.exercise.RuleKind;
import formcheck.exercise.Squeeze;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import formcheck.session.BlindSpot;
import formcheck.session.CurvePoint;
import formcheck.session.DroppedMovement;
import formcheck.session.SaidCue;
import formcheck.session.Session;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Builds sessions repetition by repetition, with the curve that belongs to them. */
public final class SessionBuilder {
    private static final double REST = 18;

    final Exercise exercise;
    private final List<Rep> reps = new ArrayList<>();
    private final List<BlindSpot> blindSpots = new ArrayList<>();
    private final List<DroppedMovement> dropped = new ArrayList<>();
    private final List<SaidCue> cues = new ArrayList<>();
    private String source = "clip.mp4";
    private Optional<String> model = Optional.of("blazepose-full");
    private Optional<String> damage = Optional.empty();
    private double now = 1.5;
    private int set = 1;
    private boolean anybody = true;
    private Squeeze squeeze = Squeeze.notAssessed(Reason.NOT_WATCHED);

    public SessionBuilder(Exercise exercise) {
        this.exercise = exercise;
    }

    public SessionBuilder() {
        this(ExerciseFile.builtIn().variant());
    }

    public SessionBuilder source(String name) {
        source = name;
        return this;
    }

    public SessionBuilder fromKeyPoints() {
        model = Optional.empty();
        return this;
    }

    public SessionBuilder damaged(String words) {
        damage = Optional.of(words);
        return this;
    }

    public SessionBuilder nobody() {
        anybody = false;
        return this;
    }

    /** Of all repetitions from here on. */
    public SessionBuilder squeezed(double share, double seconds) {
        squeeze = new Squeeze(OptionalDouble.of(share), OptionalDouble.of(seconds), Optional.empty(), Optional.empty());
        return this;
    }

    public SessionBuilder notSqueezed(Reason why) {
        squeeze = Squeeze.notAssessed(why);
        return this;
    }

    public SessionBuilder pause(double seconds) {
        now += seconds;
        return this;
    }

    public SessionBuilder newSet() {
        set++;
        return pause(25);
    }

    public SessionBuilder blind(String check, Reason reason, double from, double to) {
        blindSpots.add(new BlindSpot(check, reason, from, to));
        now = Double.isFinite(to) ? Math.max(now, to) : now;
        return this;
    }

    /** A movement of two seconds that is not counted. */
    public SessionBuilder dropped(DropReason why) {
        dropped.add(new DroppedMovement(why, now, now + 2));
        return pause(3);
    }

    public SessionBuilder cue(double at, String text) {
        cues.add(new SaidCue(at, text));
        return this;
    }

    /** A clean repetition. */
    public SessionBuilder rep(double left, double right, double down) {
        return add(left, right, down, Verdict.CLEAN, Map.of());
    }

    public SessionBuilder fast(double left, double right, double down) {
        FastDescent rule = exercise.fastDescent().orElseThrow();
        double start = now + 1.6;
        Fault fault = new Fault(
                rule,
                BodySide.BOTH,
                start,
                start + down,
                OptionalDouble.of(start + 0.2),
                down,
                new Limit(
                        rule.secondsFor((left + right) / 2 - REST),
                        rule.limit().tolerance(),
                        rule.limit().unit()));
        cue(start + 0.2, rule.cue());
        return add(left, right, down, Verdict.VALID, Map.of(RuleKind.FAST_DESCENT, new Check.Broken(fault)));
    }

    public SessionBuilder broken(RuleKind kind, BodySide side, double value, double left, double right) {
        FormRule rule = rule(kind);
        Fault fault = new Fault(rule, side, now + 1.2, now + 1.6, OptionalDouble.empty(), value, rule.limit());
        cue(now + 4.4, rule.cue());
        Verdict verdict = kind == RuleKind.ELBOW_HEIGHT ? Verdict.ATTEMPTED : Verdict.VALID;
        return add(left, right, 2.4, verdict, Map.of(kind, new Check.Broken(fault)));
    }

    /** A clean repetition of which faults of posture are told, so many percent sure. */
    public SessionBuilder posture(double left, double right, double down, double percent, List<RuleKind> kinds) {
        Map<RuleKind, Check> told = new EnumMap<>(RuleKind.class);
        for (RuleKind kind : kinds) {
            FormRule rule = rule(kind);
            told.put(
                    kind,
                    new Check.Broken(new Fault(
                            rule, BodySide.BOTH, now + 1.2, now + 1.6, OptionalDouble.empty(), percent, rule.limit())));
        }
        return add(left, right, down, Verdict.CLEAN, told);
    }

    /** A clean repetition of somebody who is compared with themselves. */
    SessionBuilder unchanged(double left, double right, List<RuleKind> kinds) {
        Map<RuleKind, Check> told = new EnumMap<>(RuleKind.class);
        kinds.forEach(kind -> told.put(kind, new Check.Unchanged()));
        return add(left, right, 2.4, Verdict.CLEAN, told);
    }

    public SessionBuilder unjudged(Reason reason) {
        blindSpots.add(new BlindSpot("elbow-height", reason, now, now + 4));
        return add(
                95,
                Double.NaN,
                2.4,
                Verdict.NOT_ASSESSED,
                Map.of(
                        RuleKind.ELBOW_HEIGHT,
                        new Check.NotAssessed(reason),
                        RuleKind.ASYMMETRY,
                        new Check.NotAssessed(reason)));
    }

    public SessionBuilder frameRateTooLow(double left, double right) {
        return add(
                left,
                right,
                1.1,
                Verdict.VALID,
                Map.of(RuleKind.FAST_DESCENT, new Check.NotAssessed(Reason.FRAME_RATE_TOO_LOW)));
    }

    public FormRule rule(RuleKind kind) {
        return exercise.rules().stream()
                .filter(rule -> rule.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private SessionBuilder add(
            double left, double right, double down, Verdict verdict, Map<RuleKind, Check> different) {
        Map<Side, Double> peaks = new EnumMap<>(Side.class);
        Map<Side, Double> lows = new EnumMap<>(Side.class);
        if (Double.isFinite(left)) {
            peaks.put(Side.LEFT, left);
            lows.put(Side.LEFT, REST);
        }
        if (Double.isFinite(right)) {
            peaks.put(Side.RIGHT, right);
            lows.put(Side.RIGHT, REST + 1);
        }
        Map<FormRule, Check> checks = new LinkedHashMap<>();
        for (FormRule rule : exercise.rules()) {
            checks.put(rule, different.getOrDefault(rule.kind(), new Check.Ok()));
        }
        double top = now + 1.2;
        double range = peaks.values().stream().mapToDouble(d -> d).average().orElse(90) - REST;
        reps.add(new Rep(
                reps.size() + 1,
                set,
                OptionalDouble.of(now),
                top,
                top + 0.4,
                top + 0.4 + down,
                peaks,
                lows,
                OptionalDouble.of(range),
                OptionalDouble.of(1.6 * range / down),
                verdict,
                checks,
                squeeze));
        now = top + 0.4 + down + 0.6;
        return this;
    }

    public Session build() {
        long frames = Math.round(now * 30);
        List<CurvePoint> curve = new ArrayList<>();
        for (int i = 0; anybody && i * 0.1 <= now; i++) {
            curve.add(new CurvePoint(i * 0.1, elevation(i * 0.1, Side.LEFT), elevation(i * 0.1, Side.RIGHT)));
        }
        return new Session(
                source,
                model,
                exercise,
                false,
                1280,
                720,
                Duration.ofMillis(Math.round(now * 1000)),
                frames,
                anybody ? frames - 5 : 0,
                reps,
                blindSpots,
                dropped,
                cues,
                curve,
                damage);
    }

    private OptionalDouble elevation(double at, Side side) {
        for (BlindSpot spot : blindSpots) {
            if (spot.check().equals("repetitions") && at > spot.from() && at < spot.to()) {
                return OptionalDouble.empty();
            }
        }
        double tremble = Math.sin(at * 7.3 + (side == Side.LEFT ? 0 : 1)) * 0.8 + Math.sin(at * 17.1) * 0.5;
        for (Rep rep : reps) {
            if (at >= rep.begin() && at <= rep.bottom()) {
                Double peak = rep.peakElevation().get(side);
                if (peak == null) {
                    return OptionalDouble.empty();
                }
                double share = at < rep.top()
                        ? smooth((at - rep.begin()) / (rep.top() - rep.begin()))
                        : 1 - smooth((at - rep.eccentricStart()) / rep.eccentricSeconds());
                return OptionalDouble.of(REST + (peak - REST) * share + tremble);
            }
        }
        return OptionalDouble.of(REST + tremble);
    }

    private static double smooth(double u) {
        double v = Math.max(0, Math.min(1, u));
        return v * v * (3 - 2 * v);
    }

    /** Sixteen repetitions: some fast, one low, one uneven, one not judged. */
    public static SessionBuilder mixed() {
        return new SessionBuilder()
                .source("Tuesday evening.mp4")
                .rep(104, 101, 2.6)
                .rep(106, 102, 2.4)
                .rep(105, 103, 2.9)
                .fast(103, 100, 0.5)
                .rep(102, 99, 2.2)
                .broken(RuleKind.ELBOW_HEIGHT, BodySide.BOTH, 74.2, 76.1, 74.2)
                .rep(101, 98, 2.5)
                .rep(103, 101, 2.7)
                .fast(104, 102, 0.6)
                .rep(102, 97, 2.3)
                .unjudged(Reason.ELBOWS_OUTSIDE)
                .rep(101, 99, 2.4)
                .broken(RuleKind.ASYMMETRY, BodySide.RIGHT, 24.3, 106, 81.7)
                .fast(100, 98, 0.4)
                .rep(99, 97, 2.1)
                .rep(101, 98, 2.2)
                .blind("repetitions", Reason.TURNED_AWAY, 74, 79)
                .pause(1);
    }
}
