package formcheck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import formcheck.capture.SourceSpec;
import formcheck.evaluation.LabelledClip;
import formcheck.evaluation.LabelledSet;
import formcheck.evaluation.guided.GuidedRecording;
import formcheck.evaluation.guided.RecordingScript;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RecordCommandTest {
    private static final int RATE = 10;

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    /** A camera whose time runs as fast as its frames are taken. */
    private record Camera(int frames, boolean unplugged, AtomicInteger given) implements FrameSource {
        @Override
        public SourceInfo info() {
            return new SourceInfo("camera", 64, 48, OptionalDouble.of(RATE), Optional.empty(), true);
        }

        @Override
        public Optional<Frame> next() throws CaptureException {
            if (given.get() == frames) {
                if (unplugged) {
                    throw new CaptureException("The camera sends no more pictures.");
                }
                return Optional.empty();
            }
            int index = given.getAndIncrement();
            return Optional.of(
                    new Frame(index, Duration.ofMillis(1000L * index / RATE), 64, 48, new byte[3 * 64 * 48]));
        }

        @Override
        public Optional<String> damage() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }

    private Terminal terminal(boolean interactive) {
        PrintStream stream = new PrintStream(told, true, StandardCharsets.UTF_8);
        return new Terminal(stream, stream, StandardCharsets.UTF_8, interactive, false, 80);
    }

    private Optional<CaptureException> record(Camera camera, GuidedRecording recording) throws Exception {
        Terminal terminal = terminal(false);
        RecordCommand command = new RecordCommand(
                new Shell(terminal, new StopSignal(), new Home(List.of(Path.of(""))), System.nanoTime()));
        try (Tones tones = new Tones(true)) {
            return command.record(
                    camera,
                    folder.resolve("me.webm"),
                    folder.resolve("me.truth.json"),
                    RecordingScript.usual(),
                    recording,
                    new PromptView(terminal, tones),
                    Run.files());
        }
    }

    private static int pictures(Path video) throws CaptureException {
        int count = 0;
        try (FrameSource source = SourceSpec.parse(video.toString()).open(CaptureLimits.DEFAULT)) {
            while (source.next().isPresent()) {
                count++;
            }
        }
        return count;
    }

    @Test
    void recordsTheWholeScriptWithItsLabels() throws Exception {
        GuidedRecording recording = new GuidedRecording(RecordingScript.usual());
        assertThat(record(new Camera(10_000, false, new AtomicInteger()), recording))
                .isEmpty();
        int seconds = (int) RecordingScript.usual().seconds();
        assertThat(pictures(folder.resolve("me.webm"))).isBetween(seconds * RATE, (seconds + 1) * RATE);
        LabelledClip clip = LabelledSet.read(folder).clips().get(0);
        assertThat(clip.reps()).hasSize(recording.repetitions()).hasSizeGreaterThan(12);
        assertThat(clip.injected()).contains("fast-descent", "elbow-height", "shrug");
        assertThat(clip.poses()).hasSize(14);
        assertThat(told.toString(StandardCharsets.UTF_8))
                .contains("SQUEEZE (3)", "DROP", "LET GO", "BACK", "FORWARD", "TALL", "SLOUCH");
    }

    @Test
    void aCameraThatIsLostLeavesWhatWasRecorded() throws Exception {
        GuidedRecording recording = new GuidedRecording(RecordingScript.usual());
        assertThat(record(new Camera(30 * RATE, true, new AtomicInteger()), recording))
                .isPresent();
        assertThat(pictures(folder.resolve("me.webm"))).isEqualTo(30 * RATE);
        assertThat(LabelledSet.read(folder).clips().get(0).reps()).hasSizeBetween(1, 2);
        assertThat(recording.isDone()).isTrue();
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            for (String file : List.of("me.webm", "me.truth.json")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file))))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkIsNoFreePlace() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(folder.resolve("me.webm"), elsewhere);
        assertThat(Run.of("record", "--name", "me", folder.toString(), "camera:77")
                        .err())
                .contains("is there already");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    void refusesWhatCannotBeBeforeAnythingIsOpened() throws Exception {
        Path there = Files.writeString(folder.resolve("me.truth.json"), "{}");
        assertThat(Run.of("record", "--name", "me", folder.toString(), "camera:77")
                        .err())
                .contains("is there already");
        assertThat(Run.of("record", there.toString(), "camera:77").err()).contains("is a file");
        assertThat(Run.of("record", "--name", "../me", folder.toString()).err()).contains("--name is made of letters");
        assertThat(Run.of("record", folder.toString(), "samples").err()).contains("is a recording already");
        Run missing = Run.of("record", "--name", "you", folder.toString(), "camera:77");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(missing.errLines()).hasSize(1);
        assertThat(folder.resolve("you.webm")).doesNotExist();
    }

    @Test
    void theWordIsLargeOnATerminal() {
        String letters = BlockLetters.of("up", "#");
        assertThat(letters.lines()).hasSize(5);
        assertThat(letters.lines().findFirst()).hasValue("  ##      ##  ########");
        PromptView view = new PromptView(terminal(true), new Tones(true));
        GuidedRecording recording = new GuidedRecording(RecordingScript.usual());
        view.show(recording.at(0).orElseThrow(), 9, 1);
        view.show(recording.at(14).orElseThrow(), 9, 2);
        assertThat(told.toString(StandardCharsets.UTF_8)).contains("1 of 9", "repetition 1 of 1", "##  ##");
    }

    @Test
    void aToneIsHeardAndDoesNotClick() {
        byte[] samples = Tones.samples(880);
        int loudest = 0;
        for (int i = 0; i < samples.length; i += 2) {
            loudest = Math.max(loudest, Math.abs((short) ((samples[i] & 0xff) | (samples[i + 1] << 8))));
        }
        assertThat(loudest).isBetween(5_000, 12_000);
        assertThat(Math.abs((short) ((samples[samples.length - 2] & 0xff) | (samples[samples.length - 1] << 8))))
                .isLessThan(600);
    }
}
