package formcheck.session;

import formcheck.motion.posture.HeadCheckResult;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A stored session, with everything that a report shows.
 *
 * @param id its name
 * @param person who exercised
 * @param began start by the wall clock, in the zone of the session
 * @param origin live session, or analyzed recording
 * @param load weight or band
 * @param painBefore rating from 0 to 10; empty if not rated
 * @param headCheck result of the head check before the session, with the chair turned; empty if it was not done
 * @param sets in order; those of a recording follow from its repetitions
 * @param versions program, models and rules that judged it
 * @param session the judged session; times in seconds of the session, repetitions numbered across all sets
 * @param finished whether it was ended, rather than cut off by a crash or a power cut
 */
public record KeptSession(
        SessionId id,
        String person,
        ZonedDateTime began,
        Origin origin,
        Load load,
        OptionalInt painBefore,
        Optional<HeadCheckResult> headCheck,
        List<KeptSet> sets,
        Versions versions,
        Session session,
        boolean finished) {

    /** Where a session came from. */
    public enum Origin {
        LIVE,
        RECORDING
    }

    public KeptSession {
        sets = List.copyOf(sets);
    }

    /** Returns the highest pain rating after a set, 0 to 10. */
    public OptionalInt painAfter() {
        return sets.stream().flatMapToInt(set -> set.pain().stream()).max();
    }

    /** Returns this session with an elevation curve. */
    KeptSession with(List<CurvePoint> curve) {
        Session drawn = new Session(
                session.source(),
                session.model(),
                session.exercise(),
                session.mirrored(),
                session.width(),
                session.height(),
                session.duration(),
                session.frames(),
                session.framesWithPose(),
                session.reps(),
                session.notAssessed(),
                session.dropped(),
                session.cues(),
                curve,
                session.damage());
        return new KeptSession(id, person, began, origin, load, painBefore, headCheck, sets, versions, drawn, finished);
    }
}
