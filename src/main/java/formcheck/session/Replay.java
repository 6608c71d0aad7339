package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.session.motionfile.KeptFrame;
import formcheck.session.motionfile.MotionReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kept session judged again. The measures of its frames were kept to the last bit, posture's chances among them, and so only
 * the rules can make a difference: with those of the day it comes to the very same repetitions.
 *
 * @param reps of today's judging, in the session's time
 * @param changes what is not as it was, in the order of time
 * @param frames how many were judged
 * @param damage what is wrong with the kept motion, in words for the user
 */
public record Replay(List<Rep> reps, List<RejudgedRep> changes, long frames, Optional<String> damage) {
    /**
     * A repetition that is not judged as it was.
     *
     * @param was as it was kept; empty if it was none
     * @param now as it is judged today; empty if it is none any more
     */
    public record RejudgedRep(Optional<Rep> was, Optional<Rep> now) {
        /** When it began, seconds of the session. */
        public double at() {
            return was.or(() -> now).map(Rep::begin).orElse(0.0);
        }
    }

    /**
     * Judges again.
     *
     * @param exercise the rules
     * @throws StoreException if the motion cannot be read at all
     */
    public static Replay of(KeptSession kept, KeptFile motion, Exercise exercise) throws StoreException {
        MotionJudge judge = new MotionJudge(kept.origin() == KeptSession.Origin.LIVE, kept.sets(), exercise);
        try (MotionReader reader = motion.openMotion()) {
            for (Optional<KeptFrame> frame = reader.next(); frame.isPresent(); frame = reader.next()) {
                judge.see(frame.get());
            }
            judge.end();
            return new Replay(
                    judge.reps(), changes(kept.session().reps(), judge.reps()), judge.frames(), reader.damage());
        }
    }

    /** Pairs those that overlap; what is left over on either side is a change by itself. */
    private static List<RejudgedRep> changes(List<Rep> before, List<Rep> after) {
        List<RejudgedRep> changes = new ArrayList<>();
        int was = 0;
        int now = 0;
        while (was < before.size() || now < after.size()) {
            boolean onlyBefore = now == after.size()
                    || (was < before.size()
                            && before.get(was).bottom() <= after.get(now).begin());
            boolean onlyAfter = was == before.size()
                    || (now < after.size()
                            && after.get(now).bottom() <= before.get(was).begin());
            if (onlyBefore) {
                changes.add(new RejudgedRep(Optional.of(before.get(was++)), Optional.empty()));
            } else if (onlyAfter) {
                changes.add(new RejudgedRep(Optional.empty(), Optional.of(after.get(now++))));
            } else {
                Rep old = before.get(was++);
                Rep young = after.get(now++);
                if (!same(old, young)) {
                    changes.add(new RejudgedRep(Optional.of(old), Optional.of(young)));
                }
            }
        }
        return List.copyOf(changes);
    }

    /** Judged alike: the rules themselves may differ, as long as they come to the same. */
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
