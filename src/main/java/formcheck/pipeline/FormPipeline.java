package formcheck.pipeline;

import formcheck.coach.Coach;
import formcheck.coach.Cue;
import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RepPhase;
import formcheck.exercise.RepTracker;
import formcheck.motion.BodyMeasures;
import formcheck.motion.MotionTracker;
import formcheck.motion.Reason;
import formcheck.motion.SittingTall;
import formcheck.motion.posture.CalibrationStep;
import formcheck.motion.posture.PostureTracker;
import formcheck.pose.PoseFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The analysis of one source, from a frame's pose to a cue. For one source and one thread; another exercise or source needs
 * another pipeline.
 */
public final class FormPipeline {
    private final Queue<Exercise> pendingExercises = new ConcurrentLinkedQueue<>();
    private final Optional<PostureTracker> posture;
    private Exercise exercise;
    private MotionTracker motion;
    private RepTracker repetitions;
    private Optional<Rep> lastRep = Optional.empty();
    private final SittingTall sittingTall = new SittingTall();
    private Optional<PostureTracker> uncalibrated = Optional.empty();
    private boolean satTall;
    private final Coach coach = new Coach();

    /** @param posture judges posture with the person's calibration; empty if it is not judged */
    public FormPipeline(Exercise exercise, Optional<PostureTracker> posture) {
        this.exercise = exercise;
        this.posture = posture;
        this.motion = new MotionTracker(posture);
        this.repetitions = new RepTracker(exercise);
    }

    /**
     * For a recording: the first stillness with the arms down is the reference, and short rests before there is one. Whether the
     * person sat tall then is known only if someone says so.
     *
     * @param posture judges posture; empty without images
     * @param satTall whether the person was asked to sit tall and still before the first raise: a stillness before the first
     *     repetition is then as certain a reference as in the live coach
     */
    public static FormPipeline ofRecording(Exercise exercise, Optional<PostureTracker> posture, boolean satTall) {
        FormPipeline pipeline = new FormPipeline(exercise, posture);
        pipeline.uncalibrated = posture;
        pipeline.satTall = satTall;
        return pipeline;
    }

    /** For a recording of a person of whom no one says that they sat tall. */
    public static FormPipeline ofRecording(Exercise exercise, Optional<PostureTracker> posture) {
        return ofRecording(exercise, posture, false);
    }

    /** Without posture. */
    public FormPipeline(Exercise exercise) {
        this(exercise, Optional.empty());
    }

    /**
     * Uses other proofs from the next frame on; from any thread. Count and movement under way stay.
     *
     * @param personal the same exercise, {@link Exercise#provenBy}
     */
    public void judgeBy(Exercise personal) {
        pendingExercises.add(personal);
    }

    /** Analyses one frame. */
    public FrameResult process(PoseFrame pose) {
        BodyMeasures measures = motion.track(pose);
        uncalibrated.ifPresent(tracker -> calibrate(tracker, pose, measures));
        return judge(pose, measures);
    }

    /** The part of {@link #process} after the measures, for stored measures. */
    public FrameResult judge(PoseFrame pose, BodyMeasures measures) {
        for (Exercise personal = pendingExercises.poll(); personal != null; personal = pendingExercises.poll()) {
            exercise = personal;
            repetitions.judgeBy(personal);
        }
        List<RepEvent> events = repetitions.track(measures);
        for (RepEvent event : events) {
            if (event instanceof RepEvent.RepCompleted completed) {
                lastRep = Optional.of(completed.rep());
            }
        }
        Optional<Cue> cue = coach.advise(events);
        return new FrameResult(pose, measures, events, cue, repetitions.unconfirmed());
    }

    /**
     * Continues after {@link #process} threw: drops the movement under way, keeps count and set.
     *
     * @return the result of that frame, without measures
     */
    public FrameResult giveUp(PoseFrame pose) {
        motion = new MotionTracker(posture);
        repetitions = lastRep.map(last -> RepTracker.after(last, exercise)).orElseGet(() -> new RepTracker(exercise));
        PoseFrame empty = new PoseFrame(
                pose.index(), pose.at(), pose.width(), pose.height(), OptionalDouble.empty(), Optional.empty());
        BodyMeasures unseen = new BodyMeasures(pose.index(), pose.at(), Map.of(), Set.of(Reason.INTERRUPTED), false);
        RepEvent rest = new RepEvent.PhaseChanged(empty.seconds(), RepPhase.REST);
        return new FrameResult(empty, unseen, List.of(rest), Optional.empty());
    }

    private void calibrate(PostureTracker tracker, PoseFrame pose, BodyMeasures measures) {
        boolean asked = satTall && lastRep.isEmpty();
        Optional<CalibrationStep> step =
                sittingTall.calibrate(tracker, pose, measures, asked ? CalibrationStep.TALL : CalibrationStep.STILL);
        if (step.equals(Optional.of(CalibrationStep.STILL))) {
            uncalibrated = Optional.empty();
        }
    }

    /** The events after the last frame. */
    public List<RepEvent> finish() {
        return repetitions.finish();
    }
}
