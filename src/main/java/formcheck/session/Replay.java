package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.session.motionfile.KeptFrame;
import formcheck.session.motionfile.MotionReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A stored session, judged again. Posture probabilities and all other measures are stored bit for bit, so only other rules give
 * another result: the original rules give the same repetitions.
 *
 * @param reps judged today, in the session's time
 * @param notAssessed periods without an assessment
 * @param dropped movements that were not counted
 * @param changes differences, in the order of time
 * @param frames number of judged frames
 * @param damage of the stored motion, for the user
 */
public record Replay(
        List<Rep> reps,
        List<NotAssessedPeriod> notAssessed,
        List<DroppedMovement> dropped,
        List<RejudgedRep> changes,
        long frames,
        Optional<String> damage) {
    /**
     * A repetition that is judged differently.
     *
     * @param was the stored repetition; empty if there was none
     * @param now today's repetition; empty if there is none
     */
    public record RejudgedRep(Optional<Rep> was, Optional<Rep> now) {
        /** Returns its start, seconds of the session. */
        public double at() {
            return was.or(() -> now).map(Rep::begin).orElse(0.0);
        }
    }

    /**
     * Returns the rules by which a session is judged again: those of a file for its variant, with this person's proofs, and with
     * their own height limit unless the file is the user's own.
     *
     * @param own whether the file is the user's, rather than the built-in one
     * @throws ExerciseException if the file has no such variant
     */
    public static Exercise rules(KeptSession kept, ExerciseFile exercises, boolean own) throws ExerciseException {
        Exercise then = kept.session().exercise();
        Exercise usual = exercises.variant(then.variant());
        boolean sameHeight =
                usual.elbowHeight().limit().equals(then.elbowHeight().limit());
        Exercise today = own || sameHeight
                ? usual
                : usual.withHeightLimit(then.elbowHeight().limit().value());
        return today.provenLike(then);
    }

    /**
     * Judges a session again.
     *
     * @param exercise the rules
     * @throws StoreException if the motion cannot be read at all
     */
    public static Replay of(KeptSession kept, KeptFile motion, Exercise exercise) throws StoreException {
        return of(kept, motion::openMotion, exercise, MotionJudge.EARLY);
    }

    /** Opens a motion at its first frame. */
    interface MotionOpening {
        MotionReader open() throws StoreException;
    }

    /** @param early as in {@link MotionJudge} */
    static Replay of(KeptSession kept, MotionOpening motion, Exercise exercise, double early) throws StoreException {
        MotionJudge judge = new MotionJudge(kept.origin() == KeptSession.Origin.LIVE, kept.sets(), exercise, early);
        try (MotionReader reader = motion.open()) {
            for (Optional<KeptFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                judge.see(frame.get());
            }
            judge.end();
            return new Replay(
                    judge.reps(),
                    judge.notAssessed(),
                    judge.dropped(),
                    changes(kept.session().reps(), judge.reps()),
                    judge.frames(),
                    reader.damage());
        }
    }

    /** A repetition of one judgement alone is a change. */
    private static List<RejudgedRep> changes(List<Rep> before, List<Rep> after) {
        return RepPairs.of(before, after, Rep::begin, Rep::bottom).stream()
                .filter(pair -> pair.was().isEmpty()
                        || pair.now().isEmpty()
                        || !same(pair.was().get(), pair.now().get()))
                .map(pair -> new RejudgedRep(pair.was(), pair.now()))
                .toList();
    }

    /** Compares the results only: the rules may differ. */
    private static boolean same(Rep old, Rep young) {
        return old.verdict() == young.verdict() && outcomes(old).equals(outcomes(young));
    }

    private static Map<String, String> outcomes(Rep rep) {
        Map<String, String> outcomes = new HashMap<>();
        rep.checks()
                .forEach((rule, check) -> outcomes.put(
                        rule.id(),
                        check.id()
                                + check.notAssessable().map(Enum::name).orElse("")
                                + check.found().map(fault -> fault.side().id()).orElse("")));
        return outcomes;
    }
}
