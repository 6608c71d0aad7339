package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import formcheck.capture.VideoWriter;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.session.motionfile.MotionFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedStoreTest {
    private static final String MARKER = "Zwetschgenknoedel";
    /** What makes guessing slow makes tests slow. */
    static final Protection.Cost CHEAP = new Protection.Cost(64, 1, 1);

    private static final int FRAMES = 60;
    private static final String PHRASE = "four plain words here";

    @TempDir
    Path data;

    private static char[] phrase() {
        return PHRASE.toCharArray();
    }

    private Optional<Protection> key() throws StoreException {
        return Optional.of(Protection.open(data, phrase()));
    }

    /** Everything that a session is, as text. */
    static List<String> all(SessionStore store) throws Exception {
        List<String> all = new ArrayList<>();
        for (String person : store.people()) {
            for (SessionOverview overview : store.overviews(person)) {
                SessionId id = overview.id();
                KeptSession kept = store.find(id).orElseThrow();
                all.add(overview.toString());
                all.add(kept.session().reps().toString());
                KeptFile motion = store.motion(id).orElseThrow();
                all.add(Replay.of(kept, motion, kept.session().exercise()).toString());
                all.add(store.still(id, 1, Moment.TOP).map(String::valueOf).isPresent() + " still");
                if (store.video(id).isPresent()) {
                    try (InputStream in = store.video(id).get().open()) {
                        all.add(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                    }
                }
            }
        }
        return all;
    }

    private Map<String, byte[]> bytes() throws IOException {
        Map<String, byte[]> bytes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes.put(data.relativize(file).toString(), Files.readAllBytes(file));
            }
        }
        return bytes;
    }

    private List<String> holding(String text) throws IOException {
        return bytes().entrySet().stream()
                .filter(file -> new String(file.getValue(), StandardCharsets.ISO_8859_1).contains(text))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void fill(SessionStore store) throws Exception {
        LiveRecording recording = store.begin(KeptPlay.details(MARKER), KeptPlay.source(), new MotionBuffer());
        KeptPlay.play(recording, KeptPlay.frames(3));
        byte[] still = (MARKER + " as a picture").getBytes(StandardCharsets.UTF_8);
        recording.still(1, Moment.TOP, still);
        try (VideoWriter video = recording.video(1, 320, 240)) {
            byte[] rgb = new byte[320 * 240 * 3];
            Random random = new Random(1);
            for (int i = 0; i < FRAMES; i++) {
                random.nextBytes(rgb);
                video.write(new Frame(i, Duration.ofMillis(i * 40L), 320, 240, rgb.clone()));
            }
        }
        recording.finish();
        KeptPlay.session(store, "Ada", 1);
        store.delete(KeptPlay.session(store, "Ada", 1));
    }

    @Test
    void aNewProtectedFolderKeepsEverythingAndShowsNothing() throws Exception {
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        List<String> before;
        try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
            fill(store);
            before = all(store);
            assertThat(store.integrity()).isEqualTo("ok");
        }
        assertThat(before).hasSizeGreaterThan(6);
        assertThat(holding(MARKER)).isEmpty();
        assertThat(holding("SQLite")).isEmpty();
        assertThat(holding("elevation")).isEmpty();
        assertThat(holding("webm")).isEmpty();
        try (SessionStore store = SessionStore.open(data, key())) {
            assertThat(all(store)).isEqualTo(before);
            assertThat(store.trash()).hasSize(1);
            assertThat(new String(
                            store.still(store.overviews(MARKER).get(0).id(), 1, Moment.TOP)
                                    .orElseThrow(),
                            StandardCharsets.UTF_8))
                    .isEqualTo(MARKER + " as a picture");
        }
    }

    /** The encoder goes back to complete the beginning of a film: sealed, too, it has to be the film that it wrote. */
    @Test
    void aSealedFilmPlays(@TempDir Path elsewhere) throws Exception {
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
            fill(store);
            SessionId id = store.overviews(MARKER).get(0).id();
            Path copy = elsewhere.resolve("film.webm");
            try (InputStream in = store.video(id).orElseThrow().open()) {
                Files.copy(in, copy);
            }
            assertThat(Files.size(copy)).isGreaterThan(3L * SealedFile.USUAL_PIECE_BYTES);
            int frames = 0;
            try (FrameSource film = new SourceSpec.VideoFile(copy).open(CaptureLimits.DEFAULT)) {
                while (film.next().isPresent()) {
                    frames++;
                }
            }
            assertThat(frames).isEqualTo(FRAMES);
            assertThat(Files.readString(copy, StandardCharsets.ISO_8859_1)).contains("webm");
        }
    }

    @Test
    void withoutThePassphraseAndWithAWrongOneNothingIsOpenedOrChanged() throws Exception {
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
            fill(store);
        }
        Map<String, byte[]> before = bytes();
        assertThatThrownBy(() -> SessionStore.open(data))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("protected by a passphrase")
                .hasMessageNotContaining("\n");
        assertThatThrownBy(() -> SessionStore.openToRead(data)).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> SessionStore.rebuild(data)).isInstanceOf(StoreException.class);
        for (String wrong : List.of("", "four plain words", "four plain words here ", "Four plain words here")) {
            assertThatThrownBy(() -> Protection.open(data, wrong.toCharArray()))
                    .as(wrong)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("The passphrase is wrong")
                    .hasMessageNotContaining("\n");
        }
        Map<String, byte[]> after = bytes();
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach((file, content) -> assertThat(after.get(file)).as(file).isEqualTo(content));
    }

    @Test
    void protectionIsTurnedOnAndOffWithEverythingInPlace() throws Exception {
        List<String> before;
        try (SessionStore store = SessionStore.open(data)) {
            fill(store);
            before = all(store);
        }
        assertThat(holding(MARKER)).isNotEmpty();
        Sealing.begin(data, phrase(), CHEAP);
        assertThat(holding(MARKER)).isEmpty();
        try (SessionStore store = SessionStore.open(data, key())) {
            assertThat(all(store)).isEqualTo(before);
            SessionId thrown = store.trash().get(0);
            store.undoDelete(thrown);
            assertThat(store.motion(thrown)).isPresent();
            store.delete(thrown);
        }
        SessionStore.unprotect(data, key().orElseThrow());
        assertThat(Protection.isOn(data)).isFalse();
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(all(store)).isEqualTo(before);
            assertThat(store.trash()).hasSize(1);
        }
        assertThat(bytes().keySet()).noneMatch(name -> name.contains("sealed") || name.contains("turning"));
    }

    @Test
    void anotherPassphraseOpensTheSameAndTheFormerOneNothing() throws Exception {
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
            KeptPlay.session(store, "Ada", 1);
        }
        Map<String, byte[]> before = bytes();
        protection.change(data, "five other plain words here".toCharArray());
        assertThatThrownBy(() -> Protection.open(data, phrase())).hasMessageContaining("The passphrase is wrong");
        Protection changed = Protection.open(data, "five other plain words here".toCharArray());
        try (SessionStore store = SessionStore.openToRead(data, Optional.of(changed))) {
            assertThat(store.overviews("Ada")).hasSize(1);
        }
        Map<String, byte[]> after = bytes();
        before.forEach((file, content) -> {
            if (!file.equals(Protection.FILE)) {
                assertThat(after.get(file)).as(file).isEqualTo(content);
            }
        });
        assertThatThrownBy(() -> protection.change(data, "short".toCharArray()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("characters");
        Protection.open(data, "five other plain words here".toCharArray());
    }

    @Test
    void whatIsOpenElsewhereIsNeitherProtectedNorUnprotected() throws Exception {
        try (SessionStore store = SessionStore.open(data)) {
            SessionId id = KeptPlay.session(store, "Ada", 1);
            assertThatThrownBy(() -> Sealing.begin(data, phrase(), CHEAP))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("open. Close it first");
            assertThat(Protection.isOn(data)).isFalse();
            KeptPlay.session(store, "Ada", 1);
            assertThat(store.find(id)).isPresent();
        }
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
            assertThat(store.overviews("Ada")).hasSize(2);
            assertThatThrownBy(() -> SessionStore.unprotect(data, protection)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> SessionStore.open(data, Optional.of(protection)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("Another FormCheck");
            KeptPlay.session(store, "Ada", 1);
        }
        try (SessionStore store = SessionStore.open(data, key())) {
            assertThat(store.overviews("Ada")).hasSize(3);
        }
    }

    @Test
    void whatWasErasedIsInNoFileThatTheKeyOpens() throws Exception {
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
            fill(store);
            store.erase(MARKER);
        }
        try (SealedLog log = SealedLog.open(data, protection.key())) {
            assertThat(new String(log.image(), StandardCharsets.ISO_8859_1)).doesNotContain(MARKER);
            assertThat(log.size()).isLessThan(log.image().length + 4_096L);
        }
    }

    @Test
    void sessionsAreFoundAgainFromTheirSealedFoldersAlone() throws Exception {
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        SessionId id;
        try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
            id = KeptPlay.session(store, "Ada", 2);
        }
        Path log = data.resolve(SealedLog.FILE);
        byte[] damaged = Files.readAllBytes(log);
        damaged[200] ^= 1;
        Files.write(log, damaged);
        assertThatThrownBy(() -> SessionStore.open(data, key())).isInstanceOf(DamagedStoreException.class);
        try (SessionStore store = SessionStore.rebuild(data, key())) {
            assertThat(store.findings().adopted()).containsExactly(id);
            assertThat(store.overviews("Ada")).hasSize(1);
        }
        assertThat(Files.readAllBytes(data.resolve(SealedLog.FILE + ".damaged-1")))
                .isEqualTo(damaged);
    }

    @Test
    void aKeyFileThatIsGoneOrChangedIsOneLineAndNothingIsMadeInItsPlace() throws Exception {
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
            KeptPlay.session(store, "Ada", 1);
        }
        Path file = data.resolve(Protection.FILE);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(4);
        for (int i = 0; i < 12; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(7));
            Files.write(file, changed);
            assertThatThrownBy(() -> Protection.open(data, phrase()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageNotContaining("\n");
        }
        for (String content : List.of(
                "",
                "{}",
                "[]",
                "null",
                "{\"version\":2,\"state\":\"ON\",\"kibibytes\":1,\"passes\":1,\"lanes\":1,\"salt\":\"\",\"key\":\"\"}",
                "{\"version\":1,\"state\":\"ON\",\"kibibytes\":99999999,\"passes\":1,\"lanes\":1,\"salt\":\"\",\"key\":\"\"}",
                "{\"version\":1,\"state\":\"ON\",\"kibibytes\":-1,\"passes\":0,\"lanes\":0,\"salt\":\"\",\"key\":\"\"}")) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> Protection.open(data, phrase()))
                    .as(content)
                    .isInstanceOf(StoreException.class)
                    .hasMessageNotContaining("\n");
        }
        Files.delete(file);
        assertThatThrownBy(() -> SessionStore.open(data))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(Protection.FILE);
        Files.write(file, whole);
        try (SessionStore store = SessionStore.open(data, key())) {
            assertThat(store.overviews("Ada")).hasSize(1);
        }
    }

    /** Keeps sessions where no file may become longer than that, as on a full disk, until one is refused. */
    static final class UntilItIsFull {
        public static void main(String[] arguments) throws Exception {
            Path data = Path.of(arguments[0]);
            Protection protection = Protection.open(data, phrase());
            try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
                int kept = 0;
                try {
                    for (; kept < 500; kept++) {
                        store.addPerson("Person " + kept + " " + "x".repeat(20));
                        System.out.println("kept");
                    }
                } catch (StoreException e) {
                    System.out.println("refused: " + e.getMessage());
                }
                System.out.println("people " + store.people().size() + " " + store.integrity());
            }
        }
    }

    @Test
    void onAFullDiskWhatIsRefusedIsNotThereAndWhatWasKeptIs() throws Exception {
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        SessionStore.open(data, Optional.of(protection)).close();
        long kibibytes = Files.size(data.resolve(SealedLog.FILE)) / 1024 + 400;
        Process process = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f " + kibibytes + "; exec \"$0\" \"$@\"",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        UntilItIsFull.class.getName(),
                        data.toString())
                .redirectErrorStream(true)
                .start();
        List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        long kept = said.stream().filter("kept"::equals).count();
        assertThat(kept).as("%s", said).isBetween(5L, 499L);
        assertThat(said).anyMatch(line -> line.startsWith("refused: ")).contains("people " + kept + " ok");
        try (SessionStore store = SessionStore.open(data, key())) {
            assertThat(store.people()).hasSize((int) kept);
            store.addPerson("one more");
        }
    }

    /** Also where the database was read from its file: SQLite forgets with the former pages that it overwrites what is deleted. */
    @Test
    void whatIsErasedAfterItWasOpenedAgainIsInNoFileEither() throws Exception {
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
            fill(store);
        }
        try (SessionStore store = SessionStore.open(data, key())) {
            store.erase(MARKER);
        }
        assertThat(new String(SealedLog.image(data, protection.key()), StandardCharsets.ISO_8859_1))
                .doesNotContain(MARKER);
    }

    private SessionId twoSessions() throws Exception {
        Protection protection = Sealing.begin(data, phrase(), CHEAP);
        try (SessionStore store = SessionStore.open(data, Optional.of(protection))) {
            KeptPlay.session(store, "Ada", 1);
            return KeptPlay.session(store, "Ada", 2);
        }
    }

    private static byte[] flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[60] ^= 1;
        Files.write(file, bytes);
        return bytes;
    }

    private Path motionOf(SessionId id) {
        return data.resolve("sessions").resolve(id.text()).resolve(MotionFile.NAME);
    }

    /** The key is thrown away at the end: what it does not open has to be told before anything is unsealed. */
    @Test
    void aDamagedFileIsToldBeforeAnythingIsUnsealed() throws Exception {
        SessionId id = twoSessions();
        for (Path file : List.of(motionOf(id), data.resolve(SealedLog.FILE))) {
            byte[] whole = Files.readAllBytes(file);
            flip(file);
            Map<String, byte[]> before = bytes();
            assertThatThrownBy(() -> SessionStore.unprotect(data, key().orElseThrow()))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(file + " cannot be unsealed")
                    .hasMessageNotContaining("\n");
            Map<String, byte[]> after = bytes();
            assertThat(after.keySet()).isEqualTo(before.keySet());
            before.forEach(
                    (name, content) -> assertThat(after.get(name)).as(name).isEqualTo(content));
            Files.write(file, whole);
        }
        SessionStore.unprotect(data, key().orElseThrow());
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(store.overviews("Ada")).hasSize(2);
        }
    }

    /** A kill in between, and a file that is damaged since: everything else opens, and the key of that file stays. */
    @Test
    void aFileThatIsDamagedWhileProtectionIsTurnedOffHoldsNothingElseUp() throws Exception {
        SessionId id = twoSessions();
        key().orElseThrow().in(Protection.ProtectionState.UNSEALING, data);
        byte[] damaged = flip(motionOf(id));
        try (SessionStore store = SessionStore.open(data, key())) {
            assertThat(store.overviews("Ada")).hasSize(2);
            assertThat(store.integrity()).isEqualTo("ok");
        }
        assertThat(Protection.isOn(data)).isFalse();
        assertThat(Files.readAllBytes(motionOf(id))).isEqualTo(damaged);
        assertThat(data.resolve(Protection.FILE + ".kept")).isRegularFile().isNotEmptyFile();
    }

    @Test
    void turningItOffEndsWhatAKillInterruptedWhicheverWayItWent() throws Exception {
        for (Protection.ProtectionState state :
                List.of(Protection.ProtectionState.SEALING, Protection.ProtectionState.UNSEALING)) {
            List<String> before;
            try (SessionStore store = SessionStore.open(data)) {
                KeptPlay.session(store, "Ada", 1);
                before = all(store);
            }
            Protection.create(data, phrase(), state, CHEAP); // nothing is sealed yet, or nothing is sealed any more
            SessionStore.unprotect(data, key().orElseThrow());
            assertThat(Protection.isOn(data)).isFalse();
            try (SessionStore store = SessionStore.open(data)) {
                assertThat(all(store)).isEqualTo(before);
            }
        }
    }

    @Test
    void sealedSessionsWithoutTheirKeyFileAreNotProtectedByAnotherOne() throws Exception {
        twoSessions();
        Path file = data.resolve(Protection.FILE);
        byte[] whole = Files.readAllBytes(file);
        Files.delete(file);
        assertThatThrownBy(() -> Sealing.begin(data, phrase(), CHEAP))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(Protection.FILE + " has gone");
        assertThat(file).doesNotExist();
        Files.write(file, whole);
        try (SessionStore store = SessionStore.open(data, key())) {
            assertThat(store.overviews("Ada")).hasSize(2);
        }
    }

    /** Of a data folder that has another name since, too. */
    @Test
    void aDatabaseThatWasPutAsideIsSealedAndUnsealedWithTheRest() throws Exception {
        data = data.resolve("first");
        try (SessionStore store = SessionStore.open(data)) {
            KeptPlay.session(store, MARKER, 1);
        }
        byte[] aside = Files.readAllBytes(Database.putAside(data));
        Sealing.begin(data, phrase(), CHEAP);
        assertThat(holding(MARKER)).isEmpty();
        data = Files.move(data, data.resolveSibling("second"));
        SessionStore.unprotect(data, key().orElseThrow());
        assertThat(Files.readAllBytes(data.resolve("formcheck.db.damaged-1"))).isEqualTo(aside);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sessions", "trash"})
    void aSessionThatComesInUnsealedIsSealedWhenItIsFound(String where, @TempDir Path elsewhere) throws Exception {
        SessionId id;
        try (SessionStore store = SessionStore.open(elsewhere)) {
            id = KeptPlay.session(store, MARKER, 1);
        }
        Sealing.begin(data, phrase(), CHEAP);
        Files.createDirectories(data.resolve("sessions"));
        Files.move(
                elsewhere.resolve("sessions").resolve(id.text()),
                data.resolve("sessions").resolve(id.text()));
        try (SessionStore store = SessionStore.open(data, key())) {
            assertThat(store.findings().adopted()).containsExactly(id);
            assertThat(SealedFile.is(motionOf(id))).isTrue();
            assertThat(all(store)).isNotEmpty();
        }
    }

    /** Two that change it at once: the one that is told so has set it, and protection that was turned off stays off. */
    @Test
    void aPassphraseIsChangedOnlyWhereNobodyElseChangedItSince() throws Exception {
        Protection first = Sealing.begin(data, phrase(), CHEAP);
        Protection second = key().orElseThrow();
        char[] other = "five other plain words here".toCharArray();
        first.change(data, other);
        assertThatThrownBy(() -> second.change(data, "six other plain words here".toCharArray()))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("meanwhile");
        SessionStore.unprotect(data, Protection.open(data, other));
        assertThatThrownBy(() -> second.change(data, phrase())).isInstanceOf(StoreException.class);
        assertThat(Protection.isOn(data)).isFalse();
    }
}
