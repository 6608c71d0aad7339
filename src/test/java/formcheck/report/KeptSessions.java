package formcheck.report;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.session.KeptSession;
import formcheck.session.Load;
import formcheck.session.PictureChoice;
import formcheck.session.Session;
import formcheck.session.SessionDetails;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import formcheck.session.Versions;
import formcheck.session.motionfile.MotionBuffer;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Fills a store with sessions as somebody would have done them. */
public final class KeptSessions {
    private static final ZoneId ZONE = ZoneId.systemDefault();
    public static final Versions VERSIONS =
            new Versions("1.0", Optional.of("blazepose-full 0123"), Optional.empty(), "feedbeef");

    private KeptSessions() {}

    private static Exercise exercise(String variant) {
        try {
            return ExerciseFile.builtIn().variant(variant);
        } catch (formcheck.exercise.ExerciseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** A session of so many repetitions, the first ones fast, in sets of fifteen. */
    public static Session session(String variant, int reps, int fast, double top, double down) {
        SessionBuilder builder = new SessionBuilder(exercise(variant)).source("camera");
        for (int i = 0; i < reps; i++) {
            if (i > 0 && i % 15 == 0) {
                builder.newSet();
            }
            double left = top + i % 3;
            if (i < fast) {
                builder.fast(left, left - 2, 0.5);
            } else {
                builder.rep(left, left - 2, down + 0.1 * (i % 2));
            }
        }
        return builder.build();
    }

    /** Keeps a session. */
    public static KeptSession keep(
            SessionStore store, String person, ZonedDateTime began, Load load, int before, int after, Session session)
            throws StoreException {
        KeptSession kept = store.keep(
                new SessionDetails(person, began, load, OptionalInt.of(before), VERSIONS, PictureChoice.NONE),
                session,
                new MotionBuffer());
        store.rate(kept.id(), 1, after);
        return store.find(kept.id()).orElseThrow();
    }

    /** Five weeks of somebody who became better: bare hands first, then a band. The last session is of today. */
    public static void month(SessionStore store, String person, String band) throws StoreException {
        ZonedDateTime today = ZonedDateTime.now(ZONE).withHour(18).withMinute(5);
        int[] daysAgo = {33, 31, 28, 26, 24, 21, 19, 16, 14, 12, 9, 7, 5, 2, 0};
        for (int i = 0; i < daysAgo.length; i++) {
            boolean banded = i >= 10;
            int fast = Math.max(0, 9 - i) + (banded ? 1 : 0);
            Load load = banded ? new Load(OptionalDouble.empty(), Optional.of(band)) : Load.UNKNOWN;
            keep(
                    store,
                    person,
                    today.minusDays(daysAgo[i]),
                    load,
                    i < 6 ? 3 : 1,
                    i < 6 ? 3 : 1,
                    session(banded ? "band" : "bare-hands", 16, fast, 94 + i, 1.6 + 0.09 * i));
        }
    }

    /** A year of 160 sessions with fifty repetitions each. */
    public static void year(SessionStore store, String person) throws StoreException {
        ZonedDateTime today = ZonedDateTime.now(ZONE).withHour(7).withMinute(0);
        for (int i = 0; i < 160; i++) {
            String variant = i < 50 ? "bare-hands" : i < 100 ? "band" : "weights";
            keep(
                    store,
                    person,
                    today.minusDays(Math.round((160 - i) * 2.25)),
                    Load.UNKNOWN,
                    2,
                    1,
                    session(variant, 50, i % 7, 95 + i % 11, 2 + 0.005 * i));
        }
    }
}
