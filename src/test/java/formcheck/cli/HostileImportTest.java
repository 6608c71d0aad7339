package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.session.KeptPlay;
import formcheck.session.KeptSession;
import formcheck.session.LiveRecording;
import formcheck.session.Moment;
import formcheck.session.SaidCue;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import formcheck.session.SessionTransfer;
import formcheck.session.motionfile.MotionBuffer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An import is whole or ends with one line, whatever the export holds and wherever it is cut off; nothing that is here changes. */
@Timeout(300)
class HostileImportTest {
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};
    private static final byte[] WEBM = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, 9, 8, 7};

    @TempDir
    Path folder;

    private Path data;
    private Path other;
    private Path exported;
    private SessionId first;
    private SessionId second;

    @BeforeEach
    void twoSessionsAreExported() throws Exception {
        data = folder.resolve("data");
        other = folder.resolve("other");
        exported = folder.resolve("all");
        try (SessionStore store = SessionStore.open(data)) {
            first = keep(store, "Ada", 3);
            store.rate(first, 1, 5);
            second = keep(store, "Ada", 1);
        }
        Files.write(data.resolve("sessions/" + first + "/video.webm"), WEBM);
        assertThat(Run.of("export", "--person", "Ada", "--to", exported.toString(), "--data", data.toString())
                        .exitCode())
                .isEqualTo(ExitCode.OK);
    }

    private static SessionId keep(SessionStore store, String person, int reps) throws Exception {
        LiveRecording recording = store.begin(KeptPlay.details(person), KeptPlay.source(), new MotionBuffer());
        KeptPlay.play(recording, KeptPlay.frames(reps));
        recording.cue(new SaidCue(6.5, "Lower slowly"));
        recording.still(1, Moment.TOP, JPEG);
        recording.finish();
        return recording.id();
    }

    private Run imports(Path export) {
        return Run.of("import", export.toString(), "--data", other.toString());
    }

    private Path document() {
        return exported.resolve(first + "-stored.json");
    }

    private void refused(Run run, String... words) throws Exception {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED);
        assertThat(run.errLines()).as(run.err()).hasSize(1);
        assertThat(run.err()).contains(words).doesNotContain("Exception");
        assertThat(count(other)).isZero();
        assertThat(left(other)).isEmpty();
    }

    private static int count(Path data) throws Exception {
        int count = 0;
        try (SessionStore store = SessionStore.open(data)) {
            for (String person : store.people()) {
                count += store.overviews(person).size();
            }
        }
        return count;
    }

    /** The folders of the sessions. */
    private static List<String> left(Path data) throws IOException {
        Path sessions = data.resolve("sessions");
        try (Stream<Path> inside = Files.exists(sessions) ? Files.list(sessions) : Stream.empty()) {
            return inside.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    private void assertWhole(Path where) throws Exception {
        try (SessionStore here = SessionStore.open(where);
                SessionStore before = SessionStore.open(data)) {
            assertThat(here.overviews("Ada")).isEqualTo(before.overviews("Ada"));
            for (SessionId id : List.of(first, second)) {
                assertThat(here.find(id)).isEqualTo(before.find(id));
                assertThat(here.still(id, 1, Moment.TOP))
                        .hasValueSatisfying(still -> assertThat(still).isEqualTo(JPEG));
            }
            assertThat(here.video(first)).isPresent();
        }
    }

    private Path zip() throws IOException {
        Path zip = folder.resolve("all.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip));
                Stream<Path> files = Files.list(exported)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches("person\\.json|.*(-stored\\.json|\\.fcm|\\.webm|\\.jpg)")) { // what an import reads
                    out.putNextEntry(new ZipEntry(name));
                    Files.copy(file, out);
                }
            }
        }
        return zip;
    }

    @Test
    void aCutOrChangedZipFileIsRefusedAndNothingOfItStays() throws Exception {
        byte[] whole = Files.readAllBytes(zip());
        Path wrong = folder.resolve("wrong.zip");
        Random random = new Random(4);
        for (int i = 0; i < 12; i++) {
            Files.write(wrong, Arrays.copyOf(whole, random.nextInt(whole.length)));
            refused(imports(wrong), "no export of FormCheck");
        }
        int imported = 0;
        for (int i = 0; i < 40; i++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(wrong, changed);
            Run run = imports(wrong);
            assertThat(run.errLines()).as(run.err()).hasSize(1);
            if (run.exitCode() == ExitCode.OK) { // a byte that nothing needs, such as a date
                imported++;
                other = folder.resolve("other-" + i);
            } else {
                assertThat(count(other)).as(run.err()).isZero();
                assertThat(left(other)).isEmpty();
            }
        }
        assertThat(imported).isLessThan(10);
    }

    @Test
    void aZipFileThatUnpacksToMoreThanTheDiskHoldsIsRefusedBeforeAnythingIsWritten() throws Exception {
        Path bomb = folder.resolve("bomb.zip");
        byte[] zeros = new byte[1 << 20];
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(bomb));
                Stream<Path> files = Files.list(exported)) {
            for (Path file : files.toList()) {
                out.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, out);
                if (file.toString().endsWith(".webm")) {
                    for (int i = 0; i < 300; i++) {
                        out.write(zeros);
                    }
                }
            }
        }
        assertThat(Files.size(bomb)).isLessThan(2 << 20);
        byte[] whole = Files.readAllBytes(bomb);
        // the central directory may state any size: 4 GB, and 1 byte
        for (long stated : new long[] {0xF0000000L, 1}) {
            byte[] lying = whole.clone();
            int at = directoryEntry(lying, ".webm");
            for (int i = 0; i < 4; i++) {
                lying[at + 24 + i] = (byte) (stated >> (8 * i));
            }
            Path liar = folder.resolve("liar.zip");
            Files.write(liar, lying);
            refused(imports(liar), first + ".webm is damaged");
        }
    }

    /** Finds an entry of the central directory by the end of its name. */
    private static int directoryEntry(byte[] zip, String end) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf("PK\001\002"); at >= 0; at = text.indexOf("PK\001\002", at + 4)) {
            int length = (zip[at + 28] & 0xff) + 256 * (zip[at + 29] & 0xff);
            if (text.substring(at + 46, at + 46 + length).endsWith(end)) {
                return at;
            }
        }
        throw new IllegalArgumentException("no entry " + end);
    }

    @Test
    void aLinkInTheFolderIsRefusedAndOneInAZipFileIsNotFollowed() throws Exception {
        Path secret = Files.write(folder.resolve("secret"), WEBM);
        Path video = exported.resolve(first + ".webm");
        Files.delete(video);
        Files.createSymbolicLink(video, secret);
        refused(imports(exported), first + ".webm is a link");
        Files.delete(video);
        Files.createDirectory(video);
        refused(imports(exported), first + ".webm is a link or no file");
        Files.delete(video);
        Files.write(video, secret.toString().getBytes(StandardCharsets.UTF_8)); // what a link in a ZIP file holds
        byte[] zip = Files.readAllBytes(zip());
        int at = directoryEntry(zip, ".webm");
        zip[at + 5] = 3; // made on Unix
        int mode = 0120777 << 16;
        for (int i = 0; i < 4; i++) {
            zip[at + 38 + i] = (byte) (mode >> (8 * i));
        }
        refused(imports(Files.write(folder.resolve("link.zip"), zip)), first + ".webm is damaged");
    }

    @Test
    void theExportsOfTwoPeopleInOneFolderBothComeBack() throws Exception {
        Path both = folder.resolve("both");
        try (SessionStore store = SessionStore.open(folder.resolve("grace"))) {
            keep(store, "Grace", 2);
        }
        for (String[] who : new String[][] {
            {"Ada", data.toString()}, {"Grace", folder.resolve("grace").toString()}
        }) {
            Run.of("export", "--person", who[0], "--to", both.toString(), "--data", who[1]);
        }
        // both have a session of the same minute: the second export wrote over the first, as the command says
        Run run = imports(both);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains("Ada", "Grace");
        try (SessionStore store = SessionStore.open(other)) {
            assertThat(store.people()).containsExactly("Ada", "Grace");
            assertThat(store.overviews("Grace")).hasSize(1);
            assertThat(store.overviews("Ada")).extracting(SessionOverview::id).containsExactly(second);
        }
    }

    @Test
    void aDifferentSessionOfTheSameMinuteComesInUnderAnotherName() throws Exception {
        KeptSession mine;
        try (SessionStore store = SessionStore.open(other)) {
            SessionId taken = keep(store, "Grace", 2);
            assertThat(taken).isEqualTo(first);
            mine = store.find(taken).orElseThrow();
        }
        assertThat(imports(exported).err()).contains("Imported 2 sessions of Ada.");
        for (int i = 0; i < 2; i++) {
            try (SessionStore store = SessionStore.open(other);
                    SessionStore before = SessionStore.open(data)) {
                assertThat(store.find(first)).contains(mine);
                List<SessionOverview> ada = store.overviews("Ada");
                assertThat(ada).hasSize(2);
                for (SessionOverview one : ada) {
                    boolean isFirst = one.counts().attempted() == 3;
                    KeptSession was = before.find(isFirst ? first : second).orElseThrow();
                    KeptSession is = store.find(one.id()).orElseThrow();
                    assertThat(is.session()).isEqualTo(was.session());
                    assertThat(is.sets()).isEqualTo(was.sets());
                    assertThat(store.still(one.id(), 1, Moment.TOP)).isPresent();
                    assertThat(store.video(one.id()).isPresent()).isEqualTo(isFirst);
                }
            }
            assertThat(imports(exported).err()).contains("Imported 0 sessions", "2 were here already");
        }
    }

    @Test
    void aSessionThatIsHereStaysAsItIsThoughTheExportSaysOtherwise() throws Exception {
        assertThat(imports(exported).exitCode()).isEqualTo(ExitCode.OK);
        Files.writeString(document(), Files.readString(document()).replaceFirst("\"pain\" : 5", "\"pain\" : 9"));
        Files.write(exported.resolve(first + ".webm"), Arrays.copyOf(WEBM, 100));
        assertThat(imports(exported).err()).contains("Imported 0 sessions", "2 were here already");
        assertWhole(other);
        assertThat(other.resolve("sessions/" + first + "/video.webm")).hasBinaryContent(WEBM);
    }

    @Test
    void whatIsInTheTrashIsToldWithTheWayBack() throws Exception {
        imports(exported);
        try (SessionStore store = SessionStore.open(other)) {
            store.delete(first);
        }
        Run run = imports(exported);
        assertThat(run.err())
                .contains("2 were here already, 1 of them in the trash: formcheck sessions --undo-delete " + first);
        try (SessionStore store = SessionStore.open(other)) {
            store.erase(first); // for good: the copy may bring it back
        }
        assertThat(imports(exported).err()).contains("Imported 1 session ", "1 was here already");
        assertWhole(other);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"storedSchemaVersion\" : 1', '\"storedSchemaVersion\" : 2', a newer FormCheck exported",
        "'\"storedSchemaVersion\" : 1', '\"storedSchemaVersion\" : 0', is damaged",
        "'\"storedSchemaVersion\" : 1', '\"storedSchemaVersion\" : \"1\"', is damaged",
        "'\"began\" : \"2026', '\"began\" : \"+99999999', is damaged",
        "'\"began\" : \"2026', '\"began\" : \"-2026', is damaged",
        "'\"painBefore\" : 3', '\"painBefore\" : 99', is damaged",
        "'\"kilograms\" : 2.5', '\"kilograms\" : 1e300', is damaged",
        "'\"pictureDays\" : 30', '\"pictureDays\" : -1', is damaged",
        "'\"frames\" : ', '\"frames\" : -', is damaged",
        "'\"finished\" : true', '\"finished\" : 1', is damaged",
        "'\"index\" : 1', '\"index\" : 7', is damaged",
        "'\"topSeconds\" : ', '\"topSeconds\" : 1e400, \"x\" : ', is damaged",
        "'\"person\" : \"Ada', '\"person\" : \"A\\nda', is damaged",
    })
    void aValueThatCannotBeIsRefused(String was, String is, String words) throws Exception {
        String whole = Files.readString(document());
        assertThat(whole).contains(was);
        Files.writeString(document(), whole.replace(was, is));
        refused(imports(exported), first + "-stored.json", words);
    }

    @Test
    void aFullDiskIsToldBeforeAnythingIsWrittenAndAfterwardsTheImportGoesOn() throws Exception {
        try (SessionStore store = SessionStore.open(other)) {
            assertThat(KeptPlay.importsInto(store, exported, 1_000_000))
                    .contains("needs 17 MB", "only 1 MB are free", "Nothing was imported")
                    .doesNotContain("\n");
            assertThat(store.people()).isEmpty();
        }
        assertThat(left(other)).isEmpty();
        try (SessionStore store = SessionStore.open(other)) {
            run(
                    other,
                    "create trigger full before insert on session when new.id = '" + second
                            + "' begin select raise(fail, 'no room'); end");
            assertThat(KeptPlay.importsInto(store, exported, Long.MAX_VALUE))
                    .endsWith("Before it, 1 session was imported. Import again to continue.")
                    .doesNotContain("\n");
            assertThat(store.overviews("Ada")).extracting(SessionOverview::id).containsExactly(first);
            assertThat(left(other)).containsExactly(first.text());
            run(other, "drop trigger full");
            assertThat(KeptPlay.importsInto(store, exported, Long.MAX_VALUE)).isEmpty();
        }
        assertWhole(other);
    }

    private static void run(Path data, String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("formcheck.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void whatAKilledImportLeftIsDeletedAndTheImportIsCompletedWithCuesAndPain() throws Exception {
        SessionStore.open(other).close();
        // killed while it copied: a part that nobody needs
        Path part = Files.createDirectories(other.resolve("sessions/import-" + first));
        Files.copy(exported.resolve(first + ".fcm"), part.resolve("motion.fcm"));
        SessionStore.open(other).close();
        assertThat(part).doesNotExist();
        Files.createDirectories(part);
        Files.write(part.resolve("motion.fcm"), new byte[10]);
        // killed after the files of the first session had their place, before its rows
        Path placed = Files.createDirectories(other.resolve("sessions/" + first));
        Files.copy(exported.resolve(first + ".fcm"), placed.resolve("motion.fcm"));
        Files.write(placed.resolve("video.webm"), WEBM);
        Files.write(placed.resolve("rep-1-top.jpg"), JPEG);
        try (SessionStore store = SessionStore.open(other)) {
            assertThat(store.foundAgain()).containsExactly(first);
            assertThat(store.find(first).orElseThrow().session().cues()).isEmpty();
        }
        Run run = imports(exported);
        assertThat(run.err()).contains("Imported 2 sessions of Ada.");
        assertWhole(other);
        assertThat(left(other)).containsExactly(first.text(), second.text());
        assertThat(imports(exported).err()).contains("Imported 0 sessions", "2 were here already");
    }

    @Test
    void aSessionThatWasFoundAgainAndRatedSinceKeepsItsRating() throws Exception {
        SessionStore.open(other).close();
        Path placed = Files.createDirectories(other.resolve("sessions/" + first));
        Files.copy(exported.resolve(first + ".fcm"), placed.resolve("motion.fcm"));
        try (SessionStore store = SessionStore.open(other)) {
            store.rate(first, 1, 8);
        }
        assertThat(imports(exported).err()).contains("Imported 1 session ", "1 was here already");
        try (SessionStore store = SessionStore.open(other)) {
            assertThat(store.find(first).orElseThrow().painAfter()).hasValue(8);
        }
    }

    @Test
    void twoImportsAtOnceDoNotDisturbEachOther() throws Exception {
        Path zip = zip();
        try (SessionStore store = SessionStore.open(other);
                SessionStore again = SessionStore.open(other)) {
            List<String> said = new CopyOnWriteArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (SessionStore one : List.of(store, again, store, again)) {
                Thread thread = new Thread(() -> said.add(KeptPlay.importsInto(one, zip, Long.MAX_VALUE)));
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(said)
                    .hasSize(4)
                    .allMatch(line -> line.isEmpty() || line.startsWith("Another import is under way"));
            assertThat(said).contains("");
        }
        assertWhole(other);
        assertThat(left(other)).containsExactly(first.text(), second.text());
    }

    @Test
    void anExportThatIsImportedCanBeExportedByThePageAndImportedAgain() throws Exception {
        Path zip = folder.resolve("page.zip");
        try (SessionStore store = SessionStore.open(data);
                OutputStream out = Files.newOutputStream(zip)) {
            new SessionTransfer(store).writeZip("Ada", out);
        }
        assertThat(imports(zip).exitCode()).isEqualTo(ExitCode.OK);
        assertWhole(other);
    }
}
