package formcheck.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.exercise.ExerciseFile;
import formcheck.session.motionfile.MotionBuffer;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of an export are judged as those of the store that wrote it. */
class ExportedSessionsTest {
    @TempDir
    Path folder;

    private SessionId id = new SessionId("1970-01-01-0000");
    private Path zip = Path.of("");
    private Path unpacked = Path.of("");
    private String replayed = "";

    @BeforeEach
    void export() throws Exception {
        zip = folder.resolve("everything.zip");
        unpacked = Files.createDirectories(folder.resolve("everything"));
        try (SessionStore store = SessionStore.open(folder.resolve("store"));
                OutputStream to = Files.newOutputStream(zip)) {
            LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
            KeptPlay.play(recording, KeptPlay.frames(4));
            recording.finish();
            id = recording.id();
            new SessionTransfer(store).writeZip("Ada", to);
            replayed = Replay.of(store.find(id).orElseThrow(), store.motion(id).orElseThrow(), KeptPlay.EXERCISE)
                    .toString();
        }
        try (ZipInputStream content = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
                Files.copy((InputStream) content, unpacked.resolve(entry.getName()));
            }
        }
    }

    @Test
    void aFolderAndAZipFileGiveTheResultOfAReplay() throws Exception {
        for (Path place : new Path[] {zip, unpacked}) {
            try (ExportedSessions sessions = ExportedSessions.open(place, "everything")) {
                assertThat(sessions.ids()).containsExactly(id);
                ArchivedSession session = sessions.session(id);
                assertThat(session.kept().person()).isEqualTo("Ada");
                assertThat(session.kept().began()).isEqualTo(KeptPlay.BEGAN);
                assertThat(session.kept().painAfter()).hasValue(4);
                assertThat(session.judge(Replay.rules(session.kept(), ExerciseFile.builtIn(), false)))
                        .hasToString(replayed);
            }
        }
    }

    @Test
    void aMotionFileAloneGivesTheSameRepetitions() throws Exception {
        ArchivedSession session = ArchivedSession.ofMotion(unpacked.resolve(id + ".fcm"), id);
        assertThat(session.kept().person()).isEqualTo("Ada");
        assertThat(session.kept().session().reps()).isEmpty();
        String reps = session.judge(KeptPlay.EXERCISE).reps().toString();
        assertThat(replayed).contains(reps);
    }

    @Test
    void whatIsMissingOrDamagedIsSaidInOneLine() throws Exception {
        Path document = unpacked.resolve(id + "-stored.json");
        Files.delete(unpacked.resolve(id + ".fcm"));
        refused("no kept motion");
        Files.writeString(document, "{\"storedSchemaVersion\":99}");
        refused("newer FormCheck");
        Files.writeString(document, "no JSON");
        refused("damaged or of another program");
        Files.write(unpacked.resolve(id + ".fcm"), new byte[100]);
        assertThatThrownBy(() -> ArchivedSession.ofMotion(unpacked.resolve(id + ".fcm"), id))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no kept motion");
    }

    private void refused(String says) throws Exception {
        try (ExportedSessions sessions = ExportedSessions.open(unpacked, "everything")) {
            assertThatThrownBy(() -> sessions.session(id))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(says);
        }
    }
}
