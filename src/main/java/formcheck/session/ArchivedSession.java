package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.session.Replay.MotionOpening;
import java.nio.file.Path;

/** A session outside any store, to be judged again: one of an export, or a motion file alone. */
public final class ArchivedSession {
    private final KeptSession kept;
    private final MotionOpening motion;
    private final double early;

    ArchivedSession(KeptSession kept, MotionOpening motion, double early) {
        this.kept = kept;
        this.motion = motion;
        this.early = early;
    }

    /**
     * Returns the session of a motion file. Reads it once, for what it says of the session and of its sets.
     *
     * @param id of the session; says when it began where the file does not
     * @throws StoreException if it holds no frame, or is no motion file
     */
    public static ArchivedSession ofMotion(Path motion, SessionId id) throws StoreException {
        KeptFile file = KeptFile.plain(motion);
        return new ArchivedSession(FoundMotion.unjudged(id, file), file::openMotion, MotionJudge.EARLY_FOUND);
    }

    /** Returns the session as it was stored; without repetitions if only its motion is known. */
    public KeptSession kept() {
        return kept;
    }

    /**
     * Judges it as {@link Replay} does.
     *
     * @throws StoreException if the motion cannot be read or judged
     */
    public Replay judge(Exercise rules) throws StoreException {
        try {
            return Replay.of(kept, motion, rules, early);
        } catch (RuntimeException e) {
            throw new StoreException(
                    "Session " + kept.id() + " cannot be judged: "
                            + e.getClass().getSimpleName() + ".",
                    e);
        }
    }
}
