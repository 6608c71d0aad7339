package formcheck.cli;

import formcheck.capture.CaptureException;
import formcheck.evaluation.ClipRun;
import formcheck.evaluation.LabelledClip;
import formcheck.evaluation.OwnProof;
import formcheck.evaluation.Scoreboard;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.RepEvent;
import formcheck.motion.posture.PostureTracker;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner;
import formcheck.pipeline.PipelineRunner.Ending;
import formcheck.pose.ModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges labelled recordings one after the other and enters what was found into a scoreboard. */
final class ClipJudging {
    private final Shell shell;
    private final ExerciseFile exercises;
    private final boolean bridged;
    private final boolean verbose;
    private final Scoreboard board = new Scoreboard();
    private final List<String> proven = new ArrayList<>();
    private int failures;

    /**
     * @param bridged whether to infer on every other frame while the arms hardly move
     * @param verbose whether to print the stack trace of a failure
     */
    ClipJudging(Shell shell, ExerciseFile exercises, boolean bridged, boolean verbose) {
        this.shell = shell;
        this.exercises = exercises;
        this.bridged = bridged;
        this.verbose = verbose;
    }

    Scoreboard scoreboard() {
        return board;
    }

    /** Results of proven verdicts for people who recorded themselves, one line each. */
    List<String> proven() {
        return proven;
    }

    /** Number of recordings that could not be judged. */
    int failures() {
        return failures;
    }

    /**
     * Judges each recording, and reports one that cannot be judged in one line.
     *
     * @throws CommandException if the person stops the program
     */
    void judge(List<LabelledClip> clips, PoseEngine engine) throws CommandException {
        for (LabelledClip clip : clips) {
            try {
                board.add(clip, run(clip, engine));
            } catch (CaptureException | ModelException | ExerciseException | RuntimeException e) {
                if (e instanceof RuntimeException cutShort && shell.stop().asked()) {
                    throw cutShort;
                }
                failures++;
                shell.terminal().tell(clip.recording() + ": " + ErrorText.oneLine(ErrorText.explain(e)));
                if (verbose) {
                    shell.terminal().tell(ErrorText.trace(e));
                }
            }
        }
    }

    private ClipRun run(LabelledClip clip, PoseEngine engine)
            throws CaptureException, ModelException, ExerciseException, CommandException {
        Exercise exercise =
                clip.variant().isPresent() ? exercises.variant(clip.variant().get()) : exercises.variant();
        ClipRun trial = new ClipRun();
        VideoInput input = VideoInput.of(clip.recording().toString(), Optional.empty());
        try (PipelineRunner runner = input.open(engine, false, bridged)) {
            runner.info()
                    .remark()
                    .ifPresent(remark -> shell.terminal().tell(runner.info().name() + ": " + remark));
            ProgressLine progress = new ProgressLine(shell.terminal(), runner.info(), System::nanoTime);
            Optional<PostureTracker> posture = input.posture(engine);
            OwnProof proof = new OwnProof(clip, posture, exercise);
            List<PipelineRunner.Listener> listeners = List.of(progress, trial, proof);
            shell.stop().react(runner::stop);
            try {
                Ending ending = runner.run(
                        FormPipeline.ofRecording(exercise, posture, clip.satTall()), new PipelineRunner.Listener() {
                            @Override
                            public void frame(FrameResult result) {
                                listeners.forEach(listener -> listener.frame(result));
                            }

                            @Override
                            public void end(List<RepEvent> events) {
                                listeners.forEach(listener -> listener.end(events));
                            }
                        });
                if (ending == Ending.STOPPED) {
                    throw CommandException.failure("Stopped in " + clip.name() + ". There is no score.");
                }
            } finally {
                shell.stop().ignore();
                progress.clear();
            }
            runner.damage().ifPresent(damage -> shell.terminal().tell(clip.recording() + ": " + damage));
            proven.addAll(proof.lines(clip.name()));
        }
        return trial;
    }
}
