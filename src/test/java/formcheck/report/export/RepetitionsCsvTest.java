package formcheck.report.export;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Check;
import formcheck.exercise.Exercise;
import formcheck.exercise.FormRule;
import formcheck.exercise.Rep;
import formcheck.exercise.Squeeze;
import formcheck.exercise.Verdict;
import formcheck.motion.Reason;
import formcheck.motion.Side;
import formcheck.pose.CsvForm;
import formcheck.report.KeptSessions;
import formcheck.report.SessionBuilder;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.Session;
import formcheck.session.SessionId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RepetitionsCsvTest {
    private static final String HEADER = "\ufeffsession,person,index,set,startSeconds,topSeconds,eccentricStartSeconds,"
            + "bottomSeconds,peakElevationLeft,peakElevationRight,bottomElevationLeft,bottomElevationRight,range,"
            + "concentricSeconds,holdSeconds,eccentricSeconds,peakDescentSpeed,squeezeShare,squeezeHeldSeconds,verdict,"
            + "elbow-height,fast-descent,asymmetry,half-repetition,range-of-motion,elbows-back,chest-opening,blade-squeeze,"
            + "slouch,head-forward,shrug,leaning-back,trunk-swing";

    @Test
    void writesTheseBytes() {
        Session session = new SessionBuilder()
                .squeezed(0.8123, 1.249)
                .rep(98.26, 96.04, 2.4)
                .notSqueezed(Reason.NOT_WATCHED)
                .unjudged(Reason.ELBOWS_OUTSIDE)
                .build();
        assertThat(RepetitionsCsv.of(kept(session)))
                .isEqualTo(HEADER
                        + "\r\n2026-11-27-1841,Ada,1,1,1.5,2.7,3.1,5.5,98.3,96,18,19,79.2,1.2,0.4,2.4,52.8,0.81,1.2,clean,"
                        + "ok,ok,ok,ok,ok,ok,ok,ok,ok,ok,ok,ok,ok"
                        + "\r\n2026-11-27-1841,Ada,2,1,6.1,7.3,7.7,10.1,95,,18,,77,1.2,0.4,2.4,51.3,,,unjudged,"
                        + "unjudged,ok,unjudged,ok,ok,ok,ok,ok,ok,ok,ok,ok,ok\r\n");
    }

    @Test
    void whatIsAbsentOrNoNumberIsAnEmptyCell() {
        Session session = new SessionBuilder().rep(98, 96, 2.4).build();
        Rep rep = new Rep(
                1,
                1,
                OptionalDouble.empty(),
                2,
                3,
                5,
                Map.of(Side.RIGHT, Double.NaN),
                Map.of(),
                OptionalDouble.empty(),
                OptionalDouble.of(Double.POSITIVE_INFINITY),
                Verdict.ATTEMPTED,
                unchecked(session.exercise()),
                Squeeze.notAssessed(Reason.NOT_WATCHED));
        assertThat(RepetitionsCsv.of(kept(with(session, rep)), CsvForm.DECIMAL_COMMA)
                        .lines()
                        .skip(1))
                .containsExactly("2026-11-27-1841;Ada;1;1;;2;3;5;;;;;;;1;2;;;;attempted;" + "notApplicable"
                        + ";notApplicable".repeat(12));
    }

    private static Map<FormRule, Check> unchecked(Exercise exercise) {
        Map<FormRule, Check> checks = new LinkedHashMap<>();
        exercise.rules().forEach(rule -> checks.put(rule, new Check.NotApplicable()));
        return checks;
    }

    private static Session with(Session session, Rep rep) {
        return new Session(
                session.source(),
                session.model(),
                session.exercise(),
                session.mirrored(),
                session.width(),
                session.height(),
                session.duration(),
                session.frames(),
                session.framesWithPose(),
                List.of(rep),
                session.notAssessed(),
                session.dropped(),
                session.cues(),
                session.curve(),
                session.damage());
    }

    private static KeptSession kept(Session session) {
        return new KeptSession(
                new SessionId("2026-11-27-1841"),
                "Ada",
                ZonedDateTime.of(2026, 11, 27, 18, 41, 0, 0, ZoneOffset.UTC),
                KeptSession.Origin.LIVE,
                Load.UNKNOWN,
                OptionalInt.empty(),
                Optional.empty(),
                List.of(),
                KeptSessions.VERSIONS,
                session,
                true);
    }
}
