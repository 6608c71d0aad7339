package formcheck.session;

import formcheck.cli.Main;
import formcheck.exercise.Rep;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.session.motionfile.MotionFile;
import formcheck.testkit.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Kills a FormCheck while it keeps, deletes, brings back and erases sessions, while it adopts them, while it migrates a store of
 * version 1, while it exports, and while it turns protection on and off: {@code scripts/kills}. Exits with 1 if anything
 * acknowledged was lost, anything erased came back, or an export left half a file under a whole one's name.
 */
public final class KilledChanges {
    private static final Path VERSION_1 = Path.of("src/test/resources/formcheck/session/store-of-version-1");
    private static final int USUAL = 20;
    private static final int SESSIONS = 6;
    /** Enough for a kill to fall into the midst of writing it. */
    private static final int VIDEO_BYTES = 20_000_000;

    private static final String READY = "ready";
    private static final String PHRASE = "four plain words here";

    private KilledChanges() {}

    public static void main(String[] arguments) throws Exception {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : USUAL;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : System.nanoTime();
        Random random = new Random(seed);
        Path folder = Files.createTempDirectory("formcheck-kills");
        List<String> wrong = new ArrayList<>();
        try {
            for (int i = 0; i < kills; i++) {
                wrong.addAll(whileChanging(folder.resolve("changes-" + i), random.nextInt(1_500)));
                wrong.addAll(whileAdopting(folder.resolve("adopting-" + i), random.nextInt(600)));
                wrong.addAll(whileMigrating(folder.resolve("migrating-" + i), random.nextInt(1_200)));
                wrong.addAll(whileExporting(folder.resolve("exporting-" + i), random.nextInt(800)));
                wrong.addAll(whileProtecting(folder.resolve("protecting-" + i), random.nextInt(2_500)));
                wrong.addAll(whileKeepingProtected(folder.resolve("protected-" + i), random.nextInt(2_500)));
            }
        } finally {
            DataFolder.deleteTree(folder);
        }
        System.out.printf(
                Locale.ROOT,
                "%d kills each while changing, adopting, migrating, exporting, turning protection on and off, and keeping under"
                        + " protection (seed %d): %d things wrong%n",
                kills,
                seed,
                wrong.size());
        wrong.forEach(System.out::println);
        System.exit(wrong.isEmpty() ? 0 : 1);
    }

    /** What is wrong after a kill in the midst of deleting, bringing back and erasing. */
    static List<String> whileChanging(Path folder, int millis) throws Exception {
        Path data = Files.createDirectories(folder).resolve("data");
        Path log = folder.resolve("log");
        Process process = ForkedJvm.start(folder, log, List.of("-Xshare:auto"), Changing.class, data.toString());
        killAfter(process, log, millis);
        String said = ForkedJvm.read(log);
        Map<SessionId, String> states = new LinkedHashMap<>();
        said.substring(0, said.lastIndexOf('\n') + 1)
                .lines()
                .map(line -> line.split(" "))
                .filter(words -> words.length == 2)
                .forEach(words -> states.put(new SessionId(words[1]), words[0]));
        List<String> wrong = new ArrayList<>();
        try (SessionStore store = SessionStore.open(data)) {
            if (!store.integrity().equals("ok")) {
                wrong.add(store.integrity());
            }
            for (Map.Entry<SessionId, String> entry : states.entrySet()) {
                SessionId id = entry.getKey();
                boolean found = store.find(id).isPresent();
                boolean thrown = store.trash().contains(id);
                boolean whole = found && isWhole(store, id);
                boolean gone = !found && !thrown && !lies(data, id);
                boolean right = switch (entry.getValue()) {
                    case "kept", "undone" -> whole;
                    case "deleted" -> thrown && comesBack(store, id);
                    case "deleting", "undoing" -> whole || (thrown && comesBack(store, id));
                    case "erasing" -> whole || gone;
                    case "erased" -> gone;
                    default -> true;
                };
                if (!right) {
                    wrong.add(folder.getFileName() + ": " + id + " was " + entry.getValue() + " and is "
                            + (found ? "found" : thrown ? "in the trash" : "nowhere")
                            + (lies(data, id) ? ", with a folder" : ", without a folder"));
                }
            }
        }
        return wrong;
    }

    private static boolean isWhole(SessionStore store, SessionId id) throws StoreException {
        KeptSession kept = store.find(id).orElseThrow();
        return kept.session().reps().size() == 1 && store.motion(id).isPresent();
    }

    private static boolean comesBack(SessionStore store, SessionId id) throws StoreException {
        store.undoDelete(id);
        return isWhole(store, id);
    }

    private static boolean lies(Path data, SessionId id) {
        return Stream.of("sessions", "trash")
                .anyMatch(where -> Files.exists(data.resolve(where).resolve(id.text())));
    }

    /** What is wrong after a kill in the midst of adopting, once all was adopted. */
    static List<String> whileAdopting(Path folder, int millis) throws Exception {
        Path data = Files.createDirectories(folder).resolve("data");
        try (SessionStore store = SessionStore.open(data)) {
            for (int i = 0; i < SESSIONS; i++) {
                KeptPlay.session(store, "Ada", 1);
            }
        }
        Files.delete(data.resolve(Database.FILE));
        killOpening(folder, data, millis);
        List<String> wrong = new ArrayList<>();
        try (SessionStore store = SessionStore.rebuild(data)) {
            List<SessionOverview> found = store.overviews("Ada");
            for (SessionOverview one : found) {
                if (!isWhole(store, one.id())) {
                    wrong.add(folder.getFileName() + ": " + one.id() + " is not whole");
                }
            }
            if (found.size() != SESSIONS || !store.integrity().equals("ok")) {
                wrong.add(folder.getFileName() + ": " + found.size() + " found, " + store.integrity());
            }
        }
        return wrong;
    }

    /** What is wrong after a kill in the midst of a migration, once it was migrated. */
    static List<String> whileMigrating(Path folder, int millis) throws Exception {
        Path data = Files.createDirectories(folder).resolve("data");
        try (Stream<Path> all = Files.walk(VERSION_1)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                Path to = data.resolve(VERSION_1.relativize(path).toString());
                Files.createDirectories(to.getParent());
                Files.copy(path, to);
            }
        }
        DataFolder.makePrivate(data);
        killOpening(folder, data, millis);
        try (SessionStore store = SessionStore.open(data)) {
            KeptSession kept = store.find(new SessionId("2026-11-27-1841")).orElseThrow();
            boolean right = kept.session().reps().size() == 3
                    && kept.person().equals("Ada")
                    && store.findings().adopted().isEmpty()
                    && store.motion(kept.id()).isPresent()
                    && store.integrity().equals("ok");
            return right ? List.of() : List.of(folder.getFileName() + ": " + kept);
        }
    }

    /** What is wrong after a kill in the midst of an export: with what is kept, and with each file that the export made. */
    static List<String> whileExporting(Path folder, int millis) throws Exception {
        Path data = Files.createDirectories(folder).resolve("data");
        try (SessionStore store = SessionStore.open(data)) {
            SessionId id = KeptPlay.session(store, "Ada", 1);
            Path kept = data.resolve("sessions").resolve(id.text());
            byte[] video = new byte[VIDEO_BYTES];
            new Random(2).nextBytes(video);
            Files.write(kept.resolve(PictureFiles.VIDEO), video);
            Files.write(kept.resolve(PictureFiles.still(1, Moment.TOP)), Arrays.copyOf(video, VIDEO_BYTES / 10));
        }
        Path whole = folder.resolve("whole");
        export(folder.resolve("log-whole"), data, whole, 1);
        Map<String, byte[]> right = contents(whole);
        Map<String, byte[]> before = contents(data.resolve("sessions"));
        Path to = folder.resolve("to");
        Path log = folder.resolve("log");
        Process process = ForkedJvm.start(
                folder, log, List.of("-Xshare:auto"), Exporting.class, data.toString(), to.toString(), "1000000");
        killAfter(process, log, millis);
        List<String> wrong = new ArrayList<>();
        for (Map.Entry<String, byte[]> file : contents(to).entrySet()) {
            byte[] wanted = right.get(file.getKey());
            if (!file.getKey().startsWith(".part") && !Arrays.equals(file.getValue(), wanted)) {
                wrong.add(folder.getFileName() + ": " + file.getKey() + " holds " + file.getValue().length
                        + " bytes of " + (wanted == null ? "nothing" : wanted.length));
            }
        }
        Map<String, byte[]> after = contents(data.resolve("sessions"));
        if (!after.keySet().equals(before.keySet())
                || !before.keySet().stream().allMatch(name -> Arrays.equals(before.get(name), after.get(name)))) {
            wrong.add(folder.getFileName() + ": the export changed what is kept");
        }
        return wrong;
    }

    /** What is wrong after a kill in the midst of turning protection on and off, once that was ended. */
    static List<String> whileProtecting(Path folder, int millis) throws Exception {
        Path data = Files.createDirectories(folder).resolve("data");
        List<String> before;
        try (SessionStore store = SessionStore.open(data)) {
            for (int i = 0; i < SESSIONS; i++) {
                KeptPlay.session(store, "Ada", 1);
            }
            before = ProtectedStoreTest.all(store);
        }
        Path log = folder.resolve("log");
        killAfter(ForkedJvm.start(folder, log, List.of("-Xshare:auto"), Turning.class, data.toString()), log, millis);
        List<String> wrong = new ArrayList<>();
        Optional<Protection> protection = protection(data);
        try (SessionStore store = SessionStore.open(data, protection)) {
            if (!ProtectedStoreTest.all(store).equals(before)
                    || !store.integrity().equals("ok")) {
                wrong.add(folder.getFileName() + ": not as before, " + store.integrity());
            }
        }
        boolean plain = Database.isPlainIn(data);
        try (Stream<Path> all = Files.walk(data)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                boolean sealed = SealedFile.is(file);
                boolean ofSession = file.endsWith(MotionFile.NAME);
                if (file.toString().endsWith(".turning") || (ofSession && sealed == plain)) {
                    wrong.add(folder.getFileName() + ": " + file + " was left");
                }
            }
        }
        if (Protection.isOn(data) == plain || SealedLog.isIn(data) == plain) {
            wrong.add(folder.getFileName() + ": neither protected nor not");
        }
        return wrong;
    }

    private static void export(Path log, Path data, Path to, int times) throws Exception {
        Path folder = Objects.requireNonNull(log.getParent());
        Process process = ForkedJvm.start(
                folder,
                log,
                List.of("-Xshare:auto"),
                Exporting.class,
                data.toString(),
                to.toString(),
                String.valueOf(times));
        if (ForkedJvm.end(process, 60) != 0) {
            throw new AssertionError(ForkedJvm.read(log));
        }
    }

    /** Each file of a folder by its path there. */
    private static Map<String, byte[]> contents(Path folder) throws IOException {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        try (Stream<Path> all = Files.exists(folder) ? Files.walk(folder) : Stream.empty()) {
            for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
                contents.put(folder.relativize(path).toString(), Files.readAllBytes(path));
            }
        }
        return contents;
    }

    private static Optional<Protection> protection(Path data) throws StoreException {
        return Protection.isOn(data) ? Optional.of(Protection.open(data, PHRASE.toCharArray())) : Optional.empty();
    }

    /** What is wrong after a kill in the midst of a set that is kept under protection. */
    static List<String> whileKeepingProtected(Path folder, int millis) throws Exception {
        Path data = Files.createDirectories(folder).resolve("data");
        Path log = folder.resolve("log");
        killAfter(
                ForkedJvm.start(folder, log, List.of("-Xshare:auto"), KeepingProtected.class, data.toString()),
                log,
                millis);
        List<String> said = ForkedJvm.read(log).lines().toList();
        long acknowledged = said.stream().filter("rep"::equals).count();
        List<String> wrong = new ArrayList<>();
        try (SessionStore store = SessionStore.open(data, protection(data))) {
            int kept = 0;
            int judged = 0;
            for (SessionOverview one : store.overviews("Ada")) {
                KeptSession session = store.find(one.id()).orElseThrow();
                kept += session.session().reps().size();
                if (store.motion(one.id()).isPresent()) { // a session may have begun without a frame
                    judged += Replay.of(session, store.motion(one.id()).get(), KeptPlay.EXERCISE)
                            .reps()
                            .size();
                }
            }
            if (kept < acknowledged
                    || kept > acknowledged + 1
                    || judged < acknowledged
                    || !store.integrity().equals("ok")) {
                wrong.add(folder.getFileName() + ": " + acknowledged + " acknowledged, " + kept + " kept, " + judged
                        + " judged again, " + store.integrity());
            }
        }
        return wrong;
    }

    private static void killOpening(Path folder, Path data, int millis) throws Exception {
        Path log = folder.resolve("log");
        Process process = ForkedJvm.start(folder, log, List.of("-Xshare:auto"), Opening.class, data.toString());
        killAfter(process, log, millis);
    }

    /** It may be done already. */
    private static void killAfter(Process process, Path log, int millis) throws Exception {
        try {
            ForkedJvm.awaitLine(process, log, READY);
            TimeUnit.MILLISECONDS.sleep(millis);
        } finally {
            process.destroyForcibly().waitFor(); // SIGKILL
        }
    }

    /** Turns protection on and off, for ever. */
    static final class Turning {
        public static void main(String[] arguments) throws Exception {
            Path data = Path.of(arguments[0]);
            say(READY);
            while (true) {
                Protection protection = Sealing.begin(data, PHRASE.toCharArray(), ProtectedStoreTest.CHEAP);
                SessionStore.unprotect(data, protection);
            }
        }
    }

    /** Keeps sets in a protected folder, for ever. */
    static final class KeepingProtected {
        public static void main(String[] arguments) throws Exception {
            Path data = Path.of(arguments[0]);
            Protection protection = Sealing.begin(data, PHRASE.toCharArray(), ProtectedStoreTest.CHEAP);
            try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
                say(READY);
                for (int minute = 0; true; minute++) {
                    keep(store, minute, 5, rep -> say("rep"));
                }
            }
        }
    }

    /** Opens a store, whatever it takes. */
    static final class Opening {
        public static void main(String[] arguments) throws Exception {
            say(READY);
            SessionStore.rebuild(Path.of(arguments[0])).close();
        }
    }

    /** Exports all of a person so many times. */
    static final class Exporting {
        public static void main(String[] arguments) {
            int times = Integer.parseInt(arguments[2]);
            for (int i = 0; i < times; i++) {
                Main.main(new String[] {"export", "--data", arguments[0], "--person", "Ada", "--to", arguments[1]});
                say(READY);
            }
            System.exit(0);
        }
    }

    /** Keeps, deletes, brings back and erases, for ever; says what it is about to do, and what is done. */
    static final class Changing {
        public static void main(String[] arguments) throws Exception {
            Random random = new Random(1);
            List<SessionId> kept = new ArrayList<>();
            try (SessionStore store = SessionStore.open(Path.of(arguments[0]))) {
                for (int minute = 0; true; minute++) {
                    SessionId fresh = keep(store, minute, 1, rep -> {});
                    say("kept " + fresh);
                    kept.add(fresh);
                    SessionId id = kept.get(random.nextInt(kept.size()));
                    say("deleting " + id);
                    store.delete(id);
                    say("deleted " + id);
                    if (random.nextBoolean()) {
                        say("undoing " + id);
                        store.undoDelete(id);
                        say("undone " + id);
                    } else {
                        kept.remove(id);
                    }
                    if (kept.size() > 1 && random.nextBoolean()) {
                        SessionId gone = kept.remove(random.nextInt(kept.size()));
                        say("erasing " + gone);
                        store.erase(gone);
                        say("erased " + gone);
                    }
                    say(READY);
                }
            }
        }
    }

    /** Each in a minute of its own: a name that was erased may be given again. */
    private static SessionId keep(SessionStore store, int minute, int repetitions, Consumer<Rep> acknowledged)
            throws StoreException {
        SessionDetails usual = KeptPlay.details("Ada");
        LiveRecording recording = store.begin(
                new SessionDetails(
                        usual.person(),
                        usual.began().plusMinutes(minute),
                        usual.load(),
                        usual.painBefore(),
                        usual.versions(),
                        usual.pictures()),
                KeptPlay.source(),
                new MotionBuffer());
        KeptPlay.play(recording, KeptPlay.frames(repetitions), acknowledged);
        recording.finish();
        return recording.id();
    }

    private static void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
