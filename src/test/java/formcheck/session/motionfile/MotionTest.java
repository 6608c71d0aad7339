package formcheck.session.motionfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.Joint;
import formcheck.pose.PoseFrame;
import formcheck.session.KeptFile;
import formcheck.session.KeptPlay;
import formcheck.session.KeptSession;
import formcheck.session.LiveRecording;
import formcheck.session.Replay;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MotionTest {
    @TempDir
    Path folder;

    private SessionStore store;
    private SessionId id;
    private List<Rep> judged;
    private List<PoseFrame> frames;

    @BeforeEach
    void playASession() throws StoreException {
        store = SessionStore.open(folder);
        frames = KeptPlay.frames(6);
        LiveRecording recording = store.begin(KeptPlay.details("Ada"), KeptPlay.source(), new MotionBuffer());
        judged = KeptPlay.play(recording, frames);
        recording.finish();
        id = recording.id();
    }

    @org.junit.jupiter.api.AfterEach
    void close() {
        store.close();
    }

    @Test
    void judgedAgainByTheSameRulesItComesToTheVerySameRepetitions() throws StoreException {
        Replay replay = Replay.of(store.find(id).orElseThrow(), KeptFile.plain(motion()), KeptPlay.EXERCISE);
        assertThat(replay.reps()).isEqualTo(judged);
        assertThat(replay.changes()).isEmpty();
        assertThat(replay.frames()).isEqualTo(frames.size());
        assertThat(replay.damage()).isEmpty();
    }

    @Test
    void otherRulesChangeWhatTheyAreAbout() throws StoreException {
        Replay replay = Replay.of(
                store.find(id).orElseThrow(), KeptFile.plain(motion()), KeptPlay.EXERCISE.withHeightLimit(60));
        assertThat(replay.changes()).anySatisfy(change -> {
            assertThat(change.was().orElseThrow().index()).isEqualTo(2);
            assertThat(change.was().orElseThrow().verdict().isValid()).isFalse();
            assertThat(change.now().orElseThrow().verdict().isValid()).isTrue();
        });
    }

    @Test
    void measuresAreKeptToTheLastBitWhereARuleReadsThemAndPointsToAQuarterOfAPixel() throws StoreException {
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        List<KeptFrame> kept = read(motion());
        assertThat(kept).hasSize(frames.size());
        for (int i = 0; i < kept.size(); i++) {
            var measures = pipeline.process(frames.get(i)).measures();
            KeptFrame frame = kept.get(i);
            assertThat(frame.seconds()).isEqualTo(5 + frames.get(i).seconds());
            assertThat(frame.measures().reasons()).isEqualTo(measures.reasons());
            assertThat(frame.measures().continuous()).isEqualTo(measures.continuous());
            for (var column : MotionFormat.Header.of(0, 1, 1).columns()) {
                var measure = java.util.Objects.requireNonNull(column.measure());
                if (column.exact()) {
                    assertThat(frame.measures().observation(measure)).isEqualTo(measures.observation(measure));
                } else if (measures.followed(measure).isPresent()) {
                    assertThat(frame.measures().followed(measure).orElseThrow())
                            .isCloseTo(
                                    measures.followed(measure).getAsDouble(),
                                    org.assertj.core.data.Offset.offset(0.0051));
                }
            }
            var point = frames.get(i).pose().orElseThrow().keypoint(Joint.LEFT_ELBOW);
            var read = frame.pose().pose().orElseThrow().keypoint(Joint.LEFT_ELBOW);
            assertThat(read.orElseThrow().distanceTo(point.orElseThrow())).isLessThan(0.2);
        }
    }

    @Test
    void aFewKilobytesASecondAreEnough() throws IOException {
        double seconds = frames.get(frames.size() - 1).seconds();
        double perSecond = Files.size(motion()) / seconds;
        System.getLogger("motion").log(System.Logger.Level.INFO, "bytes a second: " + Math.round(perSecond));
        assertThat(perSecond).isLessThan(8_000);
    }

    @Test
    void whereverItIsCutOffItIsReadUpToItsLastWholeBlock() throws Exception {
        byte[] whole = Files.readAllBytes(motion());
        int all = read(motion()).size();
        int before = 0;
        for (int length = 0; length < MotionFormat.MAGIC.length; length++) {
            assertThat(read(Arrays.copyOf(whole, length))).isEmpty();
        }
        for (int length = MotionFormat.MAGIC.length; length <= whole.length; length += 997) {
            List<KeptFrame> some = read(Arrays.copyOf(whole, length));
            assertThat(some.size()).isBetween(before, all);
            before = some.size();
        }
        assertThat(read(Arrays.copyOf(whole, whole.length - 1)).size()).isBetween(all - 64, all - 1);
    }

    @Test
    void aSessionWhoseMotionWasCutOffBeforeItsFirstFrameIsThereAllTheSame() throws Exception {
        for (int length : new int[] {0, 5, MotionFormat.MAGIC.length}) {
            Files.write(motion(), Arrays.copyOf(MotionFormat.MAGIC, length));
            KeptSession session = store.find(id).orElseThrow();
            assertThat(session.session().reps()).isEqualTo(judged);
            assertThat(session.session().curve()).isEmpty();
            Replay replay = Replay.of(session, KeptFile.plain(motion()), KeptPlay.EXERCISE);
            assertThat(replay.reps()).isEmpty();
            assertThat(replay.damage().isPresent()).isEqualTo(length < MotionFormat.MAGIC.length);
        }
    }

    @Test
    void bytesThatLieAreFoundOutAndNeverBelieved() throws Exception {
        byte[] whole = Files.readAllBytes(motion());
        Random random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] wrong = whole.clone();
            wrong[MotionFormat.MAGIC.length + random.nextInt(wrong.length - MotionFormat.MAGIC.length)] ^=
                    (byte) (1 << random.nextInt(8));
            assertThat(read(wrong).size()).isLessThan(frames.size());
        }
        byte[] huge = whole.clone();
        ByteBuffer.wrap(huge).putInt(MotionFormat.MAGIC.length, Integer.MAX_VALUE);
        assertThat(read(huge)).isEmpty();
    }

    @Test
    void anotherFileIsNoMotionAndANewerOneIsSaidToBeSo() throws Exception {
        Path other = folder.resolve("x.fcm");
        Files.writeString(other, "hello");
        assertThatThrownBy(() -> KeptFile.plain(other).openMotion())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("is no kept motion");
        byte[] newer = MotionFormat.MAGIC.clone();
        newer[newer.length - 1]++;
        Files.write(other, newer);
        assertThatThrownBy(() -> KeptFile.plain(other).openMotion())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("newer FormCheck");
    }

    private Path motion() {
        return store.motion(id).orElseThrow().path();
    }

    private static List<KeptFrame> read(Path file) throws StoreException {
        try (MotionReader reader = KeptFile.plain(file).openMotion()) {
            return all(reader);
        }
    }

    private static List<KeptFrame> read(byte[] bytes) throws Exception {
        try (MotionReader reader = MotionReader.of(new ByteArrayInputStream(bytes), "some.fcm")) {
            return all(reader);
        }
    }

    private static List<KeptFrame> all(MotionReader reader) {
        List<KeptFrame> frames = new ArrayList<>();
        for (Optional<KeptFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
            frames.add(next.get());
        }
        return frames;
    }
}
