package formcheck.evaluation.guided;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import formcheck.evaluation.Label;
import formcheck.evaluation.LabelException;
import formcheck.evaluation.LabelledClip;
import formcheck.evaluation.LabelledPose;
import formcheck.evaluation.LabelledRep;
import formcheck.evaluation.LabelledSet;
import formcheck.evaluation.guided.RecordingScript.ScriptStep;
import formcheck.exercise.RuleKind;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ContrastScript;
import formcheck.motion.posture.ShownPose;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuidedRecordingTest {
    /** Two good repetitions of 3 s after 2 s to read, then one dropped one of 2 s after 1 s. */
    private static final RecordingScript SCRIPT = new RecordingScript(List.of(
            new ScriptStep(
                    "good",
                    "Slowly.",
                    2,
                    2,
                    List.of(new Prompt("UP", 1), new Prompt("DOWN", 2)),
                    Set.of(),
                    Set.of(RuleKind.ELBOW_HEIGHT, RuleKind.FAST_DESCENT),
                    Optional.of(true)),
            new ScriptStep(
                    "fast",
                    "Drop.",
                    1,
                    1,
                    List.of(new Prompt("UP", 1), new Prompt("DROP", 1)),
                    Set.of("fast-descent"),
                    Set.of(RuleKind.ELBOW_HEIGHT),
                    Optional.empty())));

    @TempDir
    private Path folder = Path.of("");

    private final GuidedRecording recording = new GuidedRecording(SCRIPT);

    private void run(double from, double to) {
        for (double at = from; at < to; at += 0.05) {
            recording.at(at);
        }
    }

    private LabelledClip labels() throws Exception {
        Files.writeString(folder.resolve("me.mp4"), "");
        Files.writeString(folder.resolve("me.truth.json"), RecordingLabels.text(recording, "me.mp4", 640, 480));
        return LabelledSet.read(folder).clips().get(0);
    }

    @Test
    void promptsEachWordForItsTime() {
        List<String> words = new ArrayList<>();
        for (double at = 0; at < 12; at += 0.05) {
            recording
                    .at(at)
                    .filter(GuidedRecording.PromptedMoment::changed)
                    .ifPresent(moment -> words.add(moment.word()));
        }
        assertThat(words).containsExactly("", "UP", "DOWN", "UP", "DOWN", "", "UP", "DROP");
        assertThat(recording.isDone()).isTrue();
        assertThat(SCRIPT.seconds()).isEqualTo(11);
    }

    @Test
    void whatWasPromptedBecomesTheLabels() throws Exception {
        run(0, 12);
        LabelledClip clip = labels();
        assertThat(clip.part()).isEqualTo("own");
        assertThat(clip.attempted()).containsExactly(3);
        assertThat(clip.valid()).containsExactly(3);
        assertThat(clip.reps()).extracting(LabelledRep::from).containsExactly(2.0, 5.0, 9.0);
        assertThat(clip.reps()).extracting(LabelledRep::to).containsExactly(5.0, 8.0, 11.0);
        assertThat(clip.reps().get(0).label("fast-descent")).isEqualTo(Label.NONE);
        assertThat(clip.reps().get(0).label("asymmetry")).isEqualTo(Label.EITHER);
        assertThat(clip.reps().get(2).label("fast-descent")).isEqualTo(Label.FAULT);
        assertThat(clip.injected()).containsExactly("fast-descent");
        assertThat(clip.unjudgeable()).isEmpty();
    }

    @Test
    void onlyWhoWasPromptedToSitTallIsLabelledSo() throws Exception {
        run(0, 12);
        assertThat(labels().satTall()).isFalse();
        GuidedRecording usual = new GuidedRecording(RecordingScript.usual());
        for (double at = 0; at < 8; at += 0.05) {
            usual.at(at);
        }
        usual.end();
        assertThat(RecordingLabels.text(usual, "me.mp4", 640, 480)).contains("\"satTall\" : true");
        GuidedRecording skipped = new GuidedRecording(RecordingScript.usual());
        skipped.at(0);
        skipped.skip();
        skipped.at(1);
        assertThat(RecordingLabels.text(skipped, "me.mp4", 640, 480)).contains("\"satTall\" : false");
    }

    @Test
    void aStepDoneAgainLeavesItsFirstRepetitionsOpen() throws Exception {
        run(0, 6);
        recording.again();
        run(6, 20);
        LabelledClip clip = labels();
        assertThat(recording.repetitions()).isEqualTo(3);
        // One was finished and one begun when it went wrong: they may be counted or not.
        assertThat(clip.attempted()).containsExactlyInAnyOrder(3, 4, 5);
        assertThat(clip.reps()).hasSize(5);
        assertThat(clip.reps().get(0).label("fast-descent")).isEqualTo(Label.EITHER);
        assertThat(clip.reps().get(2).from()).isBetween(7.9, 8.1);
        assertThat(clip.reps().get(2).label("fast-descent")).isEqualTo(Label.NONE);
    }

    @Test
    void againWhileTheNextIsReadMeansTheStepBefore() {
        run(0, 8.5);
        recording.again();
        assertThat(recording.at(8.6))
                .hasValueSatisfying(moment -> assertThat(moment.step().id()).isEqualTo("good"));
        assertThat(recording.repetitions()).isZero();
    }

    @Test
    void whatIsSkippedOrCutOffDoesNotCount() throws Exception {
        run(0, 5.5);
        recording.skip();
        assertThat(recording.at(5.6))
                .hasValueSatisfying(moment -> assertThat(moment.step().id()).isEqualTo("fast"));
        run(5.6, 7.5);
        recording.end();
        assertThat(recording.isDone()).isTrue();
        assertThat(labels().attempted()).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(recording.repetitions()).isOne();
    }

    /** The script of contrasts alone, after two seconds of sitting tall. */
    private static RecordingScript contrasts() {
        return new RecordingScript(RecordingScript.usual().steps().stream()
                .filter(step -> step.shown().isPresent() || step.id().equals("tall"))
                .toList());
    }

    @Test
    void whatIsShownOnPurposeIsWhatTheCoachAsksForAndBecomesTheLabels() throws Exception {
        GuidedRecording shown = new GuidedRecording(contrasts());
        for (double at = 0; at < 120; at += 0.05) {
            shown.at(at);
        }
        assertThat(contrasts().steps().stream().flatMap(step -> step.shown().stream()))
                .containsExactlyElementsOf(ContrastScript.USUAL.raises());
        Files.writeString(folder.resolve("me.mp4"), "");
        Files.writeString(folder.resolve("me.truth.json"), RecordingLabels.text(shown, "me.mp4", 640, 480));
        LabelledClip clip = LabelledSet.read(folder).clips().get(0);
        assertThat(clip.poses())
                .hasSize(14)
                .allSatisfy(pose ->
                        assertThat(pose.to() - pose.from()).isCloseTo(ContrastScript.USUAL.hold(), within(1e-6)));
        assertThat(clip.poses()).extracting(LabelledPose::pose).doesNotHaveDuplicates();
        double first = 3 + 4 + 4 + 2 + 1.2; // sitting tall, to read, up, to settle
        assertThat(clip.poses().get(0))
                .isEqualTo(new LabelledPose(new ShownPose(Contrast.SQUEEZE, 1, true), first, first + 2));
        assertThat(clip.poses().get(2).pose())
                .isEqualTo(new ShownPose(Contrast.SQUEEZE, 2, false)); // the other one first
        // Such a raise is no repetition that has to be counted, and none that may not.
        assertThat(clip.attempted()).contains(0, 3, 7);
        assertThat(clip.valid()).contains(0, 7);
        assertThat(clip.reps())
                .allSatisfy(rep -> assertThat(rep.label("fast-descent")).isEqualTo(Label.EITHER));
    }

    @Test
    void aRaiseThatIsShownAgainCountsOnce() {
        GuidedRecording shown = new GuidedRecording(contrasts());
        double at = 0;
        for (; at < 24; at += 0.05) {
            shown.at(at);
        }
        shown.again();
        for (; at < 150; at += 0.05) {
            shown.at(at);
        }
        assertThat(shown.poses()).extracting(LabelledPose::pose).hasSize(14).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"contrast\":\"squeeze\"|\"contrast\":\"levitation\"|squeeze, elbows or slouch",
                "\"number\":1|\"number\":0|1 or more",
                "\"to\":2|\"to\":1|ends after it begins",
                "\"from\":1|\"from\":\"x\"|a number"
            })
    void aLabelOfAPostureThatCannotBeIsOneLine(String change) throws Exception {
        String[] parts = change.split("\\|");
        Files.writeString(folder.resolve("me.mp4"), "");
        String text =
                "{\"schemaVersion\":1,\"video\":\"me.mp4\",\"counts\":{},\"shown\":[{\"contrast\":\"squeeze\",\"number\":1,"
                        + "\"good\":true,\"from\":1,\"to\":2}]}";
        Files.writeString(folder.resolve("me.truth.json"), text);
        assertThat(LabelledSet.read(folder).clips().get(0).poses()).hasSize(1);
        Files.writeString(folder.resolve("me.truth.json"), text.replace(parts[0], parts[1]));
        assertThatThrownBy(() -> LabelledSet.read(folder))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining(parts[2])
                .message()
                .doesNotContain("\n");
    }

    @Test
    void theUsualScriptTakesAboutThreeMinutes() {
        assertThat(RecordingScript.usual().seconds()).isBetween(150.0, 240.0);
        assertThat(RecordingScript.usual().steps()).extracting(ScriptStep::id).doesNotHaveDuplicates();
    }
}
