package formcheck.session;

import formcheck.exercise.Rep;
import formcheck.session.motionfile.MotionBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A year of sessions, and how long its overview takes. */
public final class YearBenchmark {
    static final int SESSIONS = 160;
    static final int REPETITIONS = 50;

    private YearBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("formcheck-year");
        try {
            fill(folder, "Ada", SESSIONS);
            fill(folder, "Bob", 1);
            long start = System.nanoTime();
            try (SessionStore store = SessionStore.open(folder)) {
                double open = (System.nanoTime() - start) * 1e-6;
                double year = millis(store, "Ada");
                double one = millis(store, "Bob");
                System.out.printf(
                        java.util.Locale.ROOT,
                        "overview of %d sessions with %d repetitions: %.1f ms the first time (opening the store %.0f ms"
                                + " before), %.1f ms then; of one session %.2f ms; ratio %.0f%n",
                        SESSIONS,
                        SESSIONS * REPETITIONS,
                        year,
                        open,
                        best(store, "Ada"),
                        one,
                        best(store, "Ada") / best(store, "Bob"));
            }
        } finally {
            DataFolder.deleteTree(folder);
        }
    }

    private static double best(SessionStore store, String person) throws StoreException {
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 20; i++) {
            best = Math.min(best, millis(store, person));
        }
        return best;
    }

    static double millis(SessionStore store, String person) throws StoreException {
        long start = System.nanoTime();
        int sessions = store.overviews(person).size();
        double millis = (System.nanoTime() - start) * 1e-6;
        if (sessions == 0) {
            throw new AssertionError("there are no sessions of " + person);
        }
        return millis;
    }

    /** Sessions two days apart, of fifty repetitions in three sets. */
    static void fill(Path folder, String person, int sessions) throws StoreException {
        List<Rep> judged = new ArrayList<>();
        try (SessionStore store = SessionStore.open(folder)) {
            LiveRecording pattern = store.begin(KeptPlay.details(person), KeptPlay.source(), new MotionBuffer());
            List<Rep> reps = KeptPlay.play(pattern, KeptPlay.frames(10));
            pattern.finish();
            store.delete(pattern.id());
            for (int i = 0; i < REPETITIONS; i++) {
                judged.add(Retimed.rep(reps.get(i % reps.size()), i + 1, 1 + i / 17, 60 * (i / 10)));
            }
            for (int i = 0; i < sessions; i++) {
                SessionDetails usual = KeptPlay.details(person);
                SessionDetails details = new SessionDetails(
                        person,
                        usual.began().plusDays(2L * i),
                        usual.load(),
                        OptionalInt.of(i % 4),
                        usual.versions(),
                        usual.pictures());
                store.keep(
                        details,
                        new Session(
                                "camera",
                                Optional.of("blazepose-full"),
                                KeptPlay.EXERCISE,
                                false,
                                640,
                                480,
                                Duration.ofMinutes(6),
                                10_800,
                                10_800,
                                judged,
                                List.of(),
                                List.of(),
                                List.of(),
                                List.of(),
                                Optional.empty()),
                        new MotionBuffer());
            }
        }
    }
}
