package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.PostureQuestion;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The kinds of rules, with the bounds of their numbers in an exercise file. */
public enum RuleKind {
    ELBOW_HEIGHT("elbow-height", "degrees", 40, 175, 3, 12) {
        @Override
        public FormRule rule(Limit limit, String cue) {
            return new ElbowHeight(limit, cue);
        }

        @Override
        public Set<Measure> reads() {
            return ElbowHeight.READS;
        }
    },
    FAST_DESCENT("fast-descent", "s", 0.3, 6, 0, 0.5) {
        @Override
        public FormRule rule(Limit limit, String cue) {
            return new FastDescent(limit, cue);
        }

        @Override
        public Set<Measure> reads() {
            return FastDescent.READS;
        }
    },
    ASYMMETRY("asymmetry", "degrees", 15, 60, 0, 15) {
        @Override
        public FormRule rule(Limit limit, String cue) {
            return new Asymmetry(limit, cue);
        }

        @Override
        public Set<Measure> reads() {
            return Asymmetry.READS;
        }
    },
    HALF_REPETITION("half-repetition", "%", 30, 100, 0, 20) {
        @Override
        public FormRule rule(Limit limit, String cue) {
            return new HalfRepetition(limit, cue);
        }
    },
    RANGE_OF_MOTION("range-of-motion", "degrees", 25, 170, 0, 15) {
        @Override
        public FormRule rule(Limit limit, String cue) {
            return new RangeOfMotion(limit, cue);
        }
    },
    ELBOWS_BACK("elbows-back", PostureQuestion.ELBOWS_BACK),
    CHEST_OPENING("chest-opening", PostureQuestion.CHEST_OPEN),
    BLADE_SQUEEZE("blade-squeeze", PostureQuestion.SQUEEZE),
    SLOUCH("slouch", PostureQuestion.SLOUCH),
    HEAD_FORWARD("head-forward", PostureQuestion.HEAD_FORWARD),
    SHRUG("shrug", PostureQuestion.SHRUG),
    LEANING_BACK("leaning-back", PostureQuestion.LEANING_BACK),
    TRUNK_SWING("trunk-swing", "degrees", 6, 30, 0, 10) {
        @Override
        public FormRule rule(Limit limit, String cue) {
            return new TrunkSwing(limit, cue);
        }

        @Override
        public Set<Measure> reads() {
            return TrunkSwing.READS;
        }

        @Override
        public boolean coachesOnly() {
            return true;
        }
    };

    /** Reasons why posture is not judged in a frame, beside those of the frame as a whole. */
    private static final Set<Reason> NOT_JUDGED =
            Set.of(Reason.NOT_WATCHED, Reason.NEVER_STILL, Reason.TURNED_AWAY, Reason.ASLANT, Reason.NOBODY);

    /**
     * The probability that a posture rule reads.
     *
     * @param measure a probability, 0 to 1
     * @param ofFault whether it is the probability of the fault, or that of its opposite
     */
    public record Probability(Measure measure, boolean ofFault) {}

    private final String id;
    private final String unit;
    private final double least;
    private final double most;
    private final double leastTolerance;
    private final double mostTolerance;
    private final @Nullable PostureQuestion question;

    RuleKind(String id, String unit, double least, double most, double leastTolerance, double mostTolerance) {
        this.id = id;
        this.unit = unit;
        this.least = least;
        this.most = most;
        this.leastTolerance = leastTolerance;
        this.mostTolerance = mostTolerance;
        this.question = null;
    }

    /** A posture rule. Its limit is a probability, percent. */
    RuleKind(String id, PostureQuestion question) {
        this.id = id;
        this.unit = "%";
        this.least = 80;
        this.most = 99;
        this.leastTolerance = 0;
        this.mostTolerance = 0;
        this.question = question;
    }

    /** The rule with its numbers. */
    public FormRule rule(Limit limit, String cue) {
        return new Posture(this, limit, cue);
    }

    /** Measures that the rule reads beside those that {@link RepTracker#reads} names for every repetition. */
    public Set<Measure> reads() {
        return question()
                .map(asked -> Set.of(Measure.probability(asked), Measure.TALL_KNOWN))
                .orElse(Set.of());
    }

    /** The question of the posture model; empty for a measured rule. */
    public Optional<PostureQuestion> question() {
        return Optional.ofNullable(question);
    }

    /** The probability that the rule reads; empty for a measured rule. */
    public Optional<Probability> probability() {
        return question().map(asked -> new Probability(Measure.probability(asked), asked.yesIsFault()));
    }

    /** The contrast that proves the rule; empty for a measured rule, and if no one can show the opposite at will. */
    public Optional<Contrast> contrast() {
        return question().flatMap(Contrast::of);
    }

    /** Whether a frame allows a posture rule to be judged, whatever the result. */
    public boolean isAssessableIn(BodyMeasures frame) {
        return notAssessableIn(frame).isEmpty();
    }

    /** Why a posture rule cannot be judged in a frame. A frame that is judged without a clear result has no such reason. */
    public Optional<Reason> notAssessableIn(BodyMeasures frame) {
        return probability()
                .flatMap(asked -> frame.observation(asked.measure()).notAssessable())
                .filter(why -> NOT_JUDGED.contains(why) || frame.reasons().contains(why));
    }

    /** The rule that a contrast proves. */
    public static RuleKind of(Contrast contrast) {
        for (RuleKind kind : values()) {
            if (kind.contrast().equals(Optional.of(contrast))) {
                return kind;
            }
        }
        throw new IllegalArgumentException("no rule asks " + contrast.question().id());
    }

    /**
     * Whether its faults are coached, but do not decide whether a repetition is clean: training on rendered people has not
     * been confirmed on real ones. A proof for one person may, {@link Exercise#provenBy}.
     */
    public boolean coachesOnly() {
        return question != null;
    }

    /**
     * Whether its faults may be in a headline: of a report, of the live page, of a set or a month. Posture faults are listed
     * further down, until they are right about people of domains outside the training data.
     */
    public boolean leads() {
        return !coachesOnly();
    }

    /** Whether a value should be at least the limit; otherwise at most the limit. */
    public boolean wantsAtLeast() {
        return this != ASYMMETRY && this != TRUNK_SWING;
    }

    /** The name in files. */
    public String id() {
        return id;
    }

    public String unit() {
        return unit;
    }

    double least() {
        return least;
    }

    double most() {
        return most;
    }

    double leastTolerance() {
        return leastTolerance;
    }

    double mostTolerance() {
        return mostTolerance;
    }

    public static Optional<RuleKind> ofId(String id) {
        for (RuleKind kind : values()) {
            if (kind.id.equals(id)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
