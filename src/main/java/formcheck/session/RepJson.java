package formcheck.session;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.exercise.BodySide;
import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Limit;
import formcheck.exercise.Rep;
import formcheck.exercise.Squeeze;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import formcheck.session.motionfile.StoredJson;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A repetition as the database stores it. The components are those of {@link Rep}, each under the name that it has in the document;
 * what was not measured is null, and absent in the document.
 */
record RepJson(
        int index,
        int set,
        @Nullable Double startSeconds,
        @JsonProperty(required = true) double topSeconds,
        @JsonProperty(required = true) double eccentricStartSeconds,
        @JsonProperty(required = true) double bottomSeconds,
        @Nullable Map<String, Double> peakElevation,
        @Nullable Map<String, Double> bottomElevation,
        @Nullable Double range,
        @Nullable Double peakDescentSpeed,
        double concentricStopSeconds,
        double eccentricStopSeconds,
        @JsonProperty(required = true) String verdict,
        @Nullable StoredSqueeze squeeze,
        @Nullable Map<String, StoredCheck> checks) {

    static ObjectNode write(Rep rep) {
        Map<String, StoredCheck> checks = new LinkedHashMap<>();
        rep.checks().forEach((rule, check) -> checks.put(rule.id(), StoredCheck.of(check)));
        return StoredJson.tree(new RepJson(
                rep.index(),
                rep.set(),
                nullable(rep.start()),
                rep.top(),
                rep.eccentricStart(),
                rep.bottom(),
                arms(rep.peakElevation()),
                arms(rep.bottomElevation()),
                nullable(rep.range()),
                nullable(rep.peakDescentSpeed()),
                rep.stops().concentric(),
                rep.stops().eccentric(),
                rep.verdict().id(),
                StoredSqueeze.of(rep.squeeze()),
                checks));
    }

    /**
     * @param exercise as it was judged: it has the rules
     * @throws IllegalArgumentException if it is no repetition
     */
    static Rep read(JsonNode json, Exercise exercise) {
        return StoredJson.read(json, RepJson.class).rep(exercise);
    }

    private Rep rep(Exercise exercise) {
        Map<FormRule, Check> judged = new LinkedHashMap<>();
        for (FormRule rule : exercise.rules()) {
            StoredCheck check = checks == null ? null : checks.get(rule.id());
            if (check != null) {
                judged.put(rule, check.check(rule));
            }
        }
        return new Rep(
                index,
                set,
                optional(startSeconds),
                topSeconds,
                eccentricStartSeconds,
                bottomSeconds,
                arms(peakElevation, Side.class),
                arms(bottomElevation, Side.class),
                optional(range),
                optional(peakDescentSpeed),
                Verdict.ofId(verdict),
                judged,
                squeeze == null ? Squeeze.notAssessed(Reason.NOT_WATCHED) : squeeze.squeeze(),
                new Rep.Standstills(concentricStopSeconds, eccentricStopSeconds));
    }

    /** Scapular retraction of a repetition. */
    record StoredSqueeze(
            @Nullable Double share,
            @Nullable Double heldSeconds,
            @Nullable String noShare,
            @Nullable String noSeconds) {

        static StoredSqueeze of(Squeeze squeeze) {
            return new StoredSqueeze(
                    nullable(squeeze.share()),
                    nullable(squeeze.heldSeconds()),
                    squeeze.noShare().map(Reason::id).orElse(null),
                    squeeze.noSeconds().map(Reason::id).orElse(null));
        }

        Squeeze squeeze() {
            return new Squeeze(
                    optional(share), optional(heldSeconds), why(share, noShare), why(heldSeconds, noSeconds));
        }

        private static Optional<Reason> why(@Nullable Double measured, @Nullable String reason) {
            if (measured != null) {
                return Optional.empty();
            }
            return Optional.of(reason == null ? Reason.NOT_WATCHED : reason(reason));
        }
    }

    /** The outcome of one rule; the members after {@code reason} belong to a fault. */
    record StoredCheck(
            @Nullable String outcome,
            @Nullable String reason,
            @Nullable String side,
            @Nullable Double fromSeconds,
            @Nullable Double toSeconds,
            @Nullable Double flaggedSeconds,
            @Nullable Double value,
            @Nullable Double limit,
            @Nullable Double tolerance,
            @Nullable String unit) {

        static StoredCheck of(Check check) {
            String reason = check.notAssessable().map(Reason::id).orElse(null);
            return check.found()
                    .map(fault -> new StoredCheck(
                            check.id(),
                            reason,
                            fault.side().id(),
                            fault.from(),
                            fault.to(),
                            nullable(fault.flagged()),
                            fault.value(),
                            fault.limit().value(),
                            fault.limit().tolerance(),
                            fault.limit().unit()))
                    .orElseGet(
                            () -> new StoredCheck(check.id(), reason, null, null, null, null, null, null, null, null));
        }

        Check check(FormRule rule) {
            return switch (text(outcome)) {
                case "ok" -> new Check.Ok();
                case "unchanged" -> new Check.Unchanged();
                case "notApplicable" -> new Check.NotApplicable();
                case "unjudged" -> new Check.NotAssessed(RepJson.reason(text(reason)));
                case "fault" ->
                    new Check.Broken(new Fault(
                            rule,
                            BodySide.valueOf(text(side).toUpperCase(Locale.ROOT)),
                            required(fromSeconds, "fromSeconds"),
                            required(toSeconds, "toSeconds"),
                            optional(flaggedSeconds),
                            required(value, "value"),
                            new Limit(required(limit, "limit"), required(tolerance, "tolerance"), text(unit))));
                default -> throw new IllegalArgumentException("there is no outcome " + outcome);
            };
        }

        private static double required(@Nullable Double value, String name) {
            if (value == null) {
                throw new IllegalArgumentException("there is no " + name);
            }
            return value;
        }
    }

    /** Returns the reason with an id; {@link Reason#NOT_SURE} for an id of a later version. */
    static Reason reason(String id) {
        for (Reason reason : Reason.values()) {
            if (reason.id().equals(id)) {
                return reason;
            }
        }
        return Reason.NOT_SURE;
    }

    private static Map<String, Double> arms(Map<Side, Double> degrees) {
        Map<String, Double> arms = new LinkedHashMap<>();
        degrees.forEach((side, value) -> {
            if (Double.isFinite(value)) {
                arms.put(side.name().toLowerCase(Locale.ROOT), value);
            }
        });
        return arms;
    }

    private static Map<Side, Double> arms(@Nullable Map<String, Double> arms, Class<Side> sides) {
        Map<Side, Double> degrees = new EnumMap<>(sides);
        for (Side side : sides.getEnumConstants()) {
            Double value = arms == null ? null : arms.get(side.name().toLowerCase(Locale.ROOT));
            if (value != null) {
                degrees.put(side, value);
            }
        }
        return degrees;
    }

    static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    static @Nullable Double nullable(OptionalDouble value) {
        return value.isPresent() ? finite(value.getAsDouble()) : null;
    }

    /** JSON has no number for NaN and infinity. */
    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    static OptionalDouble optional(@Nullable Double value) {
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
