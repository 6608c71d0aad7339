package formcheck.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.PostureTracker;
import formcheck.motion.posture.ShownPose;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.ModelCatalog;
import formcheck.pose.Pose;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import formcheck.testkit.WholeBody;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

/** A recording of the contrasts is judged as the coach judges them. */
class OwnProofTest {
    private static final Posture REST = Posture.arms(20);
    private static final Posture BACK = Posture.arms(98).forward(-25);
    private static final Exercise EXERCISE = ExerciseFile.builtIn().variant();

    private static LabelledClip clip(List<LabelledPose> poses) {
        return new LabelledClip(
                "own",
                "me",
                Path.of("me.webm"),
                "own",
                Role.POSITIVE,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                List.of(),
                Set.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                poses,
                false);
    }

    /** Two raises with both postures of the elbows, from the fifth second on, ten seconds each. */
    private static OwnProof proof(DoublePredicate seen, boolean pictures) throws Exception {
        Movement movement = Movement.from(REST).hold(5);
        for (int raise = 0; raise < 2; raise++) {
            movement.to(BACK, 2)
                    .hold(2)
                    .to(BACK.forward(50), 1)
                    .hold(2)
                    .to(REST, 2)
                    .hold(1);
        }
        List<LabelledPose> poses = List.of(
                new LabelledPose(new ShownPose(Contrast.ELBOWS, 1, true), 7.2, 8.8),
                new LabelledPose(new ShownPose(Contrast.ELBOWS, 1, false), 10.2, 11.8),
                new LabelledPose(new ShownPose(Contrast.ELBOWS, 2, true), 17.2, 18.8),
                new LabelledPose(new ShownPose(Contrast.ELBOWS, 2, false), 20.2, 21.8));
        Optional<PostureTracker> tracker = pictures
                ? Optional.of(
                        PostureTracker.open(ModelCatalog.at(Path.of("models")).posture()))
                : Optional.empty();
        OwnProof proof = new OwnProof(clip(poses), tracker, EXERCISE);
        FormPipeline pipeline = FormPipeline.ofRecording(EXERCISE, tracker);
        for (PoseFrame frame : Figure.FRONTAL.noisy(0.001).film(movement)) {
            Optional<Pose> pose = frame.pose().map(WholeBody::of).filter(there -> seen.test(frame.seconds()));
            proof.frame(pipeline.process(
                    new PoseFrame(frame.index(), frame.at(), frame.width(), frame.height(), frame.brightness(), pose)));
        }
        proof.end(pipeline.finish());
        return proof;
    }

    @Test
    void tellsHowRightTheVerdictIsAboutWhatWasShown() throws Exception {
        OwnProof proof = proof(at -> true, true);
        assertThat(proof.found()).hasSize(1);
        assertThat(proof.found().get(0).contrast()).isEqualTo(Contrast.ELBOWS);
        assertThat(proof.found().get(0).shown()).isEqualTo(4);
        assertThat(proof.found().get(0).wrong()).isZero();
        assertThat(proof.lines("me")).hasSize(2).first().asString().contains("in me");
        assertThat(proof.lines("me").get(1)).contains("elbows-back", "of 4 told right, 0 wrong");
    }

    @Test
    void whereNobodyIsSeenNothingIsShown() throws Exception {
        OwnProof proof = proof(at -> at < 17, true);
        assertThat(proof.found().get(0).shown()).isEqualTo(2);
    }

    @Test
    void keyPointsAloneAndRecordingsOfNothingProveNothing() throws Exception {
        assertThat(proof(at -> true, false).lines("me")).isEmpty();
        OwnProof nothing = new OwnProof(clip(List.of()), Optional.empty(), EXERCISE);
        nothing.end(List.of());
        assertThat(nothing.lines("me")).isEmpty();
    }
}
