package formcheck.exercise;

import java.util.Optional;

/** The rules there are, with the bounds in which an exercise file may set their numbers. */
public enum RuleKind {
    ELBOW_HEIGHT("elbow-height", "degrees", 40, 175, 3, 12) {
        @Override
        FormRule rule(Limit limit, String cue) {
            return new ElbowHeight(limit, cue);
        }
    },
    FAST_DESCENT("fast-descent", "s", 0.3, 6, 0, 0.5) {
        @Override
        FormRule rule(Limit limit, String cue) {
            return new FastDescent(limit, cue);
        }
    },
    ASYMMETRY("asymmetry", "degrees", 15, 60, 0, 15) {
        @Override
        FormRule rule(Limit limit, String cue) {
            return new Asymmetry(limit, cue);
        }
    },
    HALF_REPETITION("half-repetition", "%", 30, 100, 0, 20) {
        @Override
        FormRule rule(Limit limit, String cue) {
            return new HalfRepetition(limit, cue);
        }
    },
    RANGE_OF_MOTION("range-of-motion", "degrees", 25, 170, 0, 15) {
        @Override
        FormRule rule(Limit limit, String cue) {
            return new RangeOfMotion(limit, cue);
        }
    };

    private final String id;
    private final String unit;
    private final double least;
    private final double most;
    private final double leastTolerance;
    private final double mostTolerance;

    RuleKind(String id, String unit, double least, double most, double leastTolerance, double mostTolerance) {
        this.id = id;
        this.unit = unit;
        this.least = least;
        this.most = most;
        this.leastTolerance = leastTolerance;
        this.mostTolerance = mostTolerance;
    }

    /** The rule with its numbers. */
    abstract FormRule rule(Limit limit, String cue);

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
