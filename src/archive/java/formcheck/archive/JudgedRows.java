package formcheck.archive;

import static formcheck.archive.ArchiveTables.row;

import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.exercise.Verdict;
import formcheck.motion.Side;
import formcheck.session.KeptSession;
import formcheck.session.Replay;
import formcheck.session.RulesDigest;
import formcheck.session.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/** Writes judged streams as rows of {@link ArchiveTables}. */
final class JudgedRows {
    private JudgedRows() {}

    /** Returns the rows of keypoints that were judged as {@code analyze} does. */
    static Row ofKeypoints(String stream, Session session) {
        Map<String, @Nullable Object> cells = begun(stream, "keypoints");
        judgement(cells, session.exercise(), session.reps());
        cells.put(ArchiveTables.WIDTH, session.width());
        cells.put(ArchiveTables.HEIGHT, session.height());
        cells.put(ArchiveTables.SECONDS, session.duration().toNanos() * 1e-9);
        cells.put("frames", session.frames());
        cells.put("framesWithPose", session.framesWithPose());
        cells.put("model", session.model().orElse(null));
        cells.put("notAssessed", session.notAssessed().size());
        cells.put("dropped", session.dropped().size());
        cells.put(ArchiveTables.DAMAGE, session.damage().orElse(null));
        return judged(stream, cells, session.reps());
    }

    /** Returns the rows of a session that was judged as {@code replay} does. */
    static Row ofSession(
            String stream, String kind, KeptSession kept, Exercise rules, Replay replay, JudgeRules settings) {
        Map<String, @Nullable Object> cells = begun(stream, kind);
        about(cells, kept, settings);
        judgement(cells, rules, replay.reps());
        cells.put("frames", replay.frames());
        cells.put("notAssessed", replay.notAssessed().size());
        cells.put("dropped", replay.dropped().size());
        cells.put(
                ArchiveTables.DAMAGE,
                replay.damage().or(() -> kept.session().damage()).orElse(null));
        return judged(stream, cells, replay.reps());
    }

    /** Returns the row of a stream that could not be judged. */
    static Row failed(String stream, String kind, String error) {
        Map<String, @Nullable Object> cells = begun(stream, kind);
        cells.put(ArchiveTables.ERROR, error);
        return judged(stream, cells, List.of());
    }

    private static Map<String, @Nullable Object> begun(String stream, String kind) {
        Map<String, @Nullable Object> cells = new HashMap<>();
        cells.put(ArchiveTables.STREAM, stream);
        cells.put("kind", kind);
        return cells;
    }

    private static void about(Map<String, @Nullable Object> cells, KeptSession kept, JudgeRules settings) {
        Session session = kept.session();
        cells.put("session", kept.id().text());
        cells.put("person", settings.pseudonym(kept.person()));
        cells.put("beganMillis", kept.began().toInstant().toEpochMilli());
        cells.put("dayNumber", Math.toIntExact(kept.began().toLocalDate().toEpochDay()));
        cells.put("origin", kept.origin().name().toLowerCase(Locale.ROOT));
        cells.put("rulesThen", kept.versions().rules());
        cells.put("program", kept.versions().program());
        cells.put("model", kept.versions().model().or(session::model).orElse(null));
        cells.put("posture", kept.versions().posture().orElse(null));
        cells.put("kilograms", cell(kept.load().kilograms()));
        cells.put("band", kept.load().band().orElse(null));
        cells.put("painBefore", cell(kept.painBefore()));
        cells.put("painAfter", cell(kept.painAfter()));
        cells.put(ArchiveTables.WIDTH, session.width());
        cells.put(ArchiveTables.HEIGHT, session.height());
        cells.put(ArchiveTables.SECONDS, session.duration().toNanos() * 1e-9);
        cells.put("framesWithPose", session.framesWithPose());
    }

    private static void judgement(Map<String, @Nullable Object> cells, Exercise exercise, List<Rep> reps) {
        cells.put("exercise", exercise.id());
        cells.put("variant", exercise.variant());
        cells.put("rules", RulesDigest.of(exercise));
        cells.put("sets", (int) reps.stream().map(Rep::set).distinct().count());
        cells.put("attempted", reps.size());
        cells.put("valid", (int)
                reps.stream().filter(rep -> rep.verdict().isValid()).count());
        cells.put("clean", many(reps, Verdict.CLEAN));
        cells.put("unjudged", many(reps, Verdict.NOT_ASSESSED));
    }

    private static int many(List<Rep> reps, Verdict verdict) {
        return (int) reps.stream().filter(rep -> rep.verdict() == verdict).count();
    }

    private static Row judged(String stream, Map<String, @Nullable Object> session, List<Rep> reps) {
        Map<String, Object> tables = new HashMap<>();
        tables.put("session", row(ArchiveTables.SESSIONS, session));
        tables.put(
                "repetitions", reps.stream().map(rep -> repetition(stream, rep)).toArray(Row[]::new));
        List<Row> faults = new ArrayList<>();
        for (Rep rep : reps) {
            rep.checks().forEach((rule, check) -> {
                if (check.found().isPresent() || check.notAssessable().isPresent()) {
                    faults.add(fault(stream, rep, rule, check));
                }
            });
        }
        tables.put("faults", faults.toArray(Row[]::new));
        return row(ArchiveTables.JUDGED, tables);
    }

    static Row repetition(String stream, Rep rep) {
        Map<String, @Nullable Object> cells = new HashMap<>();
        cells.put(ArchiveTables.STREAM, stream);
        cells.put("index", rep.index());
        cells.put("set", rep.set());
        cells.put("startSeconds", cell(rep.start()));
        cells.put("topSeconds", rep.top());
        cells.put("eccentricStartSeconds", rep.eccentricStart());
        cells.put("bottomSeconds", rep.bottom());
        cells.put("peakElevationLeft", cell(rep.peakElevation(Side.LEFT)));
        cells.put("peakElevationRight", cell(rep.peakElevation(Side.RIGHT)));
        cells.put("bottomElevationLeft", cell(rep.bottomElevation(Side.LEFT)));
        cells.put("bottomElevationRight", cell(rep.bottomElevation(Side.RIGHT)));
        cells.put("range", cell(rep.range()));
        cells.put("concentricSeconds", cell(rep.concentricSeconds()));
        cells.put("holdSeconds", rep.holdSeconds());
        cells.put("eccentricSeconds", rep.eccentricSeconds());
        cells.put("concentricStopSeconds", rep.stops().concentric());
        cells.put("eccentricStopSeconds", rep.stops().eccentric());
        cells.put("peakDescentSpeed", cell(rep.peakDescentSpeed()));
        cells.put("squeezeShare", cell(rep.squeeze().share()));
        cells.put("squeezeHeldSeconds", cell(rep.squeeze().heldSeconds()));
        cells.put("verdict", rep.verdict().id());
        Map<String, String> checks = new LinkedHashMap<>();
        rep.checks().forEach((rule, check) -> checks.put(rule.id(), outcome(check)));
        cells.put("checks", CollectionConverters.asScala(checks));
        return row(ArchiveTables.REPETITIONS, cells);
    }

    private static String outcome(Check check) {
        return check.found()
                .map(fault -> check.id() + ":" + fault.side().id())
                .or(() -> check.notAssessable().map(reason -> check.id() + ":" + reason.id()))
                .orElseGet(check::id);
    }

    private static Row fault(String stream, Rep rep, FormRule rule, Check check) {
        Map<String, @Nullable Object> cells = new HashMap<>();
        cells.put(ArchiveTables.STREAM, stream);
        cells.put("index", rep.index());
        cells.put("set", rep.set());
        cells.put("rule", rule.id());
        cells.put("outcome", check.id());
        cells.put("reason", check.notAssessable().map(reason -> reason.id()).orElse(null));
        if (check.found().isPresent()) {
            Fault fault = check.found().get();
            cells.put("side", fault.side().id());
            cells.put("fromSeconds", fault.from());
            cells.put("toSeconds", fault.to());
            cells.put("flaggedSeconds", cell(fault.flagged()));
            cells.put("value", fault.value());
            cells.put("limit", fault.limit().value());
            cells.put("tolerance", fault.limit().tolerance());
            cells.put("unit", fault.limit().unit());
        }
        return row(ArchiveTables.FAULTS, cells);
    }

    private static @Nullable Double cell(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }

    private static @Nullable Integer cell(OptionalInt value) {
        return value.isPresent() ? Integer.valueOf(value.getAsInt()) : null;
    }
}
