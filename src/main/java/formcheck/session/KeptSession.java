package formcheck.session;

import formcheck.motion.posture.HeadCheckResult;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A session as it is kept, with everything that a report shows.
 *
 * @param id its name
 * @param person whose it is
 * @param began by the wall clock, in the zone where it was done
 * @param origin a live session, or a recording that was analyzed
 * @param load what was in the hands
 * @param painBefore 0 to 10, if the person said it
 * @param headCheck what was found before it with the chair turned; empty if the head was not checked
 * @param sets in order; of a recording as its repetitions tell
 * @param versions by what it was judged
 * @param session what was judged; times in seconds of the session, repetitions numbered through, each in its set
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

    /** Where it came from. */
    public enum Origin {
        LIVE,
        RECORDING
    }

    public KeptSession {
        sets = List.copyOf(sets);
    }

    /** The most that was said after a set, 0 to 10. */
    public OptionalInt painAfter() {
        return sets.stream().flatMapToInt(set -> set.pain().stream()).max();
    }

    /** The same with the elevations over time. */
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
