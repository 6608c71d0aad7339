package formcheck.session;

import formcheck.exercise.Rep;
import formcheck.pose.PoseFrame;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.testkit.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Kills a FormCheck that is keeping sessions, at random moments, and looks what is left: {@code scripts/kills}. Exits with 1 if
 * anything acknowledged was lost, or the store is not whole.
 */
public final class KilledSessions {
    private static final int USUAL = 50;
    private static final String ACKNOWLEDGED = "kept ";

    private KilledSessions() {}

    /** What one kill left. */
    record Left(int acknowledged, int kept, int judgedAgain, String integrity) {
        boolean whole() {
            return kept >= acknowledged
                    && kept <= acknowledged + 1
                    && judgedAgain >= acknowledged
                    && integrity.equals("ok");
        }
    }

    public static void main(String[] arguments) throws Exception {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : USUAL;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory("formcheck-kills");
        List<Left> all = new ArrayList<>();
        try {
            for (int i = 0; i < kills; i++) {
                all.add(kill(folder, i, random.nextInt(2_000)));
            }
        } finally {
            delete(folder);
        }
        int acknowledged = all.stream().mapToInt(Left::acknowledged).sum();
        long lost = all.stream()
                .mapToInt(left -> Math.max(0, left.acknowledged - left.kept))
                .sum();
        long broken = all.stream().filter(left -> !left.whole()).count();
        System.out.printf(
                Locale.ROOT,
                "%d kills (seed %d): %d repetitions acknowledged, %d lost, %d more on the disk than acknowledged,"
                        + " %d stores not whole%n",
                kills,
                seed,
                acknowledged,
                lost,
                all.stream()
                        .mapToInt(left -> Math.max(0, left.kept - left.acknowledged))
                        .sum(),
                broken);
        all.stream().filter(left -> !left.whole()).forEach(System.out::println);
        System.exit(broken == 0 && lost == 0 && acknowledged > 0 ? 0 : 1);
    }

    /** Lets a session go on for a while after its first repetition, kills, and opens what is left. */
    static Left kill(Path folder, int number, int millis) throws Exception {
        Path data = folder.resolve("data");
        Path log = folder.resolve("log-" + number);
        Process process = ForkedJvm.start(folder, log, List.of("-Xshare:auto"), Endless.class, data.toString());
        ForkedJvm.awaitLine(process, log, ACKNOWLEDGED + 1);
        TimeUnit.MILLISECONDS.sleep(millis);
        process.destroyForcibly().waitFor(); // SIGKILL
        String said = ForkedJvm.read(log);
        int acknowledged = (int) said.substring(0, said.lastIndexOf('\n') + 1)
                .lines()
                .filter(line -> line.startsWith(ACKNOWLEDGED))
                .count();
        try (SessionStore store = SessionStore.open(data)) {
            SessionId id = store.latest("Ada").orElseThrow();
            KeptSession kept = store.find(id).orElseThrow();
            List<Rep> reps = kept.session().reps();
            Replay again = Replay.of(kept, store.motion(id).orElseThrow(), KeptPlay.EXERCISE);
            int same = 0;
            while (same < Math.min(reps.size(), again.reps().size())
                    && reps.get(same).equals(again.reps().get(same))) {
                same++;
            }
            String integrity = store.integrity();
            store.delete(id); // the next one is the newest again
            return new Left(acknowledged, reps.size(), same, integrity);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    /** Plays recorded motion through pipeline, recorder and store, as fast as it goes, for ever. */
    static final class Endless {
        public static void main(String[] arguments) throws Exception {
            try (SessionStore store = SessionStore.open(Path.of(arguments[0]))) {
                LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
                List<PoseFrame> frames = KeptPlay.frames(400); // minutes of work: it is killed long before
                KeptPlay.play(recording, frames, rep -> {
                    System.out.println(ACKNOWLEDGED + rep.index());
                    System.out.flush();
                });
            }
        }
    }
}
