package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.Baseline;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.session.KeptPlay;
import formcheck.session.KeptProof;
import formcheck.session.KeptSession;
import formcheck.session.LiveRecording;
import formcheck.session.Load;
import formcheck.session.Moment;
import formcheck.session.PictureChoice;
import formcheck.session.Profile;
import formcheck.session.ProofPlace;
import formcheck.session.SaidCue;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import formcheck.session.motionfile.MotionBuffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What export writes comes back by import, in another data folder, without loss; nothing else comes in. */
class ImportCommandTest {
    private static final String ADA = "Ada <b>=1+1 Søn";
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};
    private static final byte[] WEBM = {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, 9, 8, 7};

    @TempDir
    Path folder;

    private Path data;
    private Path other;
    private Path exported;
    private SessionId first;

    @BeforeEach
    void twoSessionsAreExported() throws Exception {
        data = folder.resolve("data");
        other = folder.resolve("other");
        exported = folder.resolve("everything");
        try (SessionStore store = SessionStore.open(data)) {
            LiveRecording recording = store.begin(KeptPlay.details(ADA), KeptPlay.source(), new MotionBuffer());
            KeptPlay.play(recording, KeptPlay.frames(4));
            recording.cue(new SaidCue(6.123456789, "Lower slowly, \"three\" seconds"));
            recording.baseline(new Baseline(321.25, 240.125, 180.0625, OptionalDouble.of(60.5), 12.3));
            recording.headCheck(new HeadCheckResult(
                    HeadCheckResult.HeadVerdict.IN_LINE,
                    OptionalDouble.of(0.25),
                    OptionalDouble.of(41),
                    Optional.empty()));
            recording.still(1, Moment.TOP, JPEG);
            recording.finish();
            first = recording.id();
            store.rate(first, 1, 5);
            KeptPlay.session(store, ADA, 2);
            store.remember(new Profile(
                    ADA,
                    Optional.of("band"),
                    new Load(OptionalDouble.of(1.25), Optional.of("red")),
                    new PictureChoice(PictureChoice.KeptPictureKind.STILLS, 12),
                    true));
            Contrast contrast = Contrast.SQUEEZE;
            store.prove(
                    ADA,
                    List.of(new KeptProof(
                            RuleKind.of(contrast),
                            new Proof(LocalDate.of(2026, 11, 2), new ProvenVerdict(contrast, 2, 1, 4)),
                            new ProofPlace(
                                    "camera", 640, 480, new Baseline(320, 240, 180, OptionalDouble.empty(), 10.5)),
                            "feedbeef")));
            KeptPlay.session(store, "Grace", 2);
        }
        Files.write(data.resolve("sessions").resolve(first.text()).resolve("video.webm"), WEBM);
        export(data, exported);
    }

    private static void export(Path from, Path to, String... more) {
        List<String> words =
                new ArrayList<>(List.of("export", "--person", ADA, "--to", to.toString(), "--data", from.toString()));
        words.addAll(List.of(more));
        Run run = Run.of(words.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
    }

    private static Run imports(Path export, Path into, String... more) {
        List<String> words = new ArrayList<>(List.of("import", export.toString(), "--data", into.toString()));
        words.addAll(List.of(more));
        return Run.of(words.toArray(String[]::new));
    }

    /** The files of a folder: name and content as text of one character a byte. */
    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                content.put(
                        file.getFileName().toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return content;
    }

    private Path zip(String... extra) throws IOException {
        Path zip = folder.resolve("everything.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (var file : content(exported).entrySet()) {
                out.putNextEntry(new ZipEntry("everything/" + file.getKey()));
                out.write(file.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
            for (String name : extra) {
                out.putNextEntry(new ZipEntry(name));
                out.write(JPEG);
            }
        }
        return zip;
    }

    private void refused(Run run, String... words) throws Exception {
        assertThat(run.exitCode()).as(run.err()).isNotEqualTo(ExitCode.OK);
        assertThat(run.errLines()).hasSize(1);
        assertThat(run.err()).contains(words);
        if (Files.exists(other)) {
            try (SessionStore store = SessionStore.open(other)) {
                assertThat(store.people()).isEmpty();
            }
            try (Stream<Path> inside =
                    Files.exists(other.resolve("sessions")) ? Files.list(other.resolve("sessions")) : Stream.empty()) {
                assertThat(inside).isEmpty();
            }
        }
    }

    @Test
    void anotherComputerExportsTheSameFiles() throws Exception {
        assertThat(content(exported))
                .containsKeys(
                        first + "-stored.json",
                        first + ".fcm",
                        first + ".webm",
                        first + "-rep-1-top.jpg",
                        "person.json");
        Run run = imports(exported, other);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("Imported 2 sessions of " + ADA + ".");
        export(other, folder.resolve("again"));
        assertThat(content(folder.resolve("again"))).isEqualTo(content(exported));
        try (SessionStore store = SessionStore.open(other);
                SessionStore before = SessionStore.open(data)) {
            assertThat(store.people()).containsExactly(ADA);
            assertThat(store.profile(ADA)).isEqualTo(before.profile(ADA));
            assertThat(store.proofs(ADA)).isEqualTo(before.proofs(ADA)).hasSize(1);
            assertThat(store.foundAgain()).isEmpty();
            List<SessionOverview> overviews = store.overviews(ADA);
            assertThat(overviews).isEqualTo(before.overviews(ADA)).hasSize(2);
            KeptSession kept = store.find(first).orElseThrow();
            assertThat(kept).isEqualTo(before.find(first).orElseThrow());
            assertThat(kept.painAfter()).hasValue(5);
            assertThat(kept.session().cues()).isNotEmpty();
            assertThat(kept.headCheck()).isPresent();
        }
    }

    @Test
    void aSecondImportAddsNothing() throws Exception {
        imports(exported, other);
        Map<String, String> motion = content(other.resolve("sessions").resolve(first.text()));
        Run again = imports(exported, other);
        assertThat(again.err()).contains("Imported 0 sessions", "2 were here already");
        assertThat(content(other.resolve("sessions").resolve(first.text()))).isEqualTo(motion);
        assertThat(imports(exported, data).err()).contains("Imported 0 sessions");
        try (SessionStore store = SessionStore.open(other)) {
            assertThat(store.overviews(ADA)).hasSize(2);
            store.delete(first);
        }
        assertThat(imports(exported, other).err()).contains("Imported 0 sessions");
        try (SessionStore store = SessionStore.open(other)) {
            assertThat(store.trash(ADA)).hasSize(1); // what was deleted stays deleted
        }
    }

    @Test
    void aZipFileOfTheExportIsTheSame() throws Exception {
        Run run = imports(zip(), other);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        export(other, folder.resolve("again"));
        assertThat(content(folder.resolve("again"))).isEqualTo(content(exported));
    }

    @Test
    void aProtectedFolderTakesItSealed() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "four plain words here\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Run run = imports(exported, other, "--passphrase-file", secret.toString());
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK);
        try (Stream<Path> files = Files.walk(other.resolve("sessions"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .startsWith("FCSEAL1\n");
            }
        }
        export(other, folder.resolve("again"), "--passphrase-file", secret.toString());
        assertThat(content(folder.resolve("again"))).isEqualTo(content(exported));
    }

    @Test
    void aNameThatLeadsOutOfTheZipFileIsRefused() throws Exception {
        for (String name :
                List.of("../" + first + ".webm", "a/../../x.txt", "/etc/x", "C:/x", "a\\..\\..\\" + first + ".webm")) {
            refused(imports(zip(name), other), "leads out of its folder");
        }
        assertThat(folder.resolve(first + ".webm")).doesNotExist();
        refused(imports(zip("other/" + first + ".fcm"), other), "twice");
    }

    @Test
    void otherProgramsFilesAreRefused() throws Exception {
        Path note = Files.writeString(folder.resolve("note.txt"), "no zip");
        refused(imports(note, other), "no export of FormCheck");
        refused(imports(folder.resolve("nothing"), other), "There is no folder and no file");
        refused(imports(Files.createDirectory(folder.resolve("empty")), other), "holds no SESSION-stored.json");
        Path foreign = Files.createDirectory(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("person.json"), "{\"name\": \"package\", \"version\": 3}");
        refused(imports(foreign, other), "person.json is damaged or of another program");
    }

    @Test
    void oneDamagedFileRefusesTheWholeImport() throws Exception {
        Path document = exported.resolve(first + "-stored.json");
        byte[] whole = Files.readAllBytes(document);
        Files.write(document, java.util.Arrays.copyOf(whole, whole.length / 2));
        refused(imports(exported, other), document.getFileName() + " is damaged");
        Files.writeString(document, new String(whole, StandardCharsets.UTF_8).replace(first.text(), "2020-01-01-0000"));
        refused(imports(exported, other), document.getFileName() + " is damaged");
        Files.writeString(
                document, new String(whole, StandardCharsets.UTF_8).replaceFirst("\"pain\" : 5", "\"pain\" : 50"));
        refused(imports(exported, other), document.getFileName() + " is damaged");
        Files.write(document, whole);
        Files.write(exported.resolve(first + ".webm"), JPEG);
        refused(imports(exported, other), first + ".webm is damaged");
        Files.write(exported.resolve(first + ".webm"), WEBM);
        Files.writeString(exported.resolve(first + ".fcm"), "not a motion");
        refused(imports(exported, other), first + ".fcm is damaged");
    }

    @Test
    void aDocumentThatUnpacksToMoreThanAnyIsRefused() throws Exception {
        Path zip = folder.resolve("large.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("person.json"));
            byte[] spaces = new byte[1 << 20];
            java.util.Arrays.fill(spaces, (byte) ' ');
            for (int i = 0; i < 40; i++) {
                out.write(spaces);
            }
        }
        assertThat(Files.size(zip)).isLessThan(1 << 20);
        refused(imports(zip, other), "person.json is damaged");
    }

    /** Whatever bytes change, an import ends with one line or with sessions. */
    @Test
    void changedBytesNeverBreakTheImport() throws Exception {
        Random random = new Random(25);
        Path document = exported.resolve(first + "-stored.json");
        byte[] whole = Files.readAllBytes(document);
        for (int i = 0; i < 60; i++) {
            byte[] changed = whole.clone();
            for (int j = 0; j < 1 + random.nextInt(6); j++) {
                changed[random.nextInt(changed.length)] = (byte) " 0919\"{}[]:,-e.\u00ff".charAt(random.nextInt(16));
            }
            Files.write(document, changed);
            Path into = folder.resolve("into" + i);
            Run run = imports(exported, into);
            assertThat(run.errLines()).as(run.err()).hasSize(1);
            try (SessionStore store = SessionStore.open(into)) {
                for (SessionOverview one : store.overviews(ADA)) {
                    assertThat(store.find(one.id())).isPresent();
                }
            }
        }
    }
}
