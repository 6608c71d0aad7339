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
import formcheck.motion.posture.PostureTracker;
import formcheck.motion.posture.PostureTracker.CalibrationStep;
import formcheck.pose.PoseFrame;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The analysis of one source, from a frame's pose to what is said about it. For one source and one thread; another
 * exercise, or another source, is another pipeline.
 */
public final class FormPipeline {
    private final Queue<Exercise> handedOver = new ConcurrentLinkedQueue<>();
    private final Optional<PostureTracker> posture;
    private Exercise exercise;
    private MotionTracker motion;
    private RepTracker repetitions;
    private Optional<Rep> lastRep = Optional.empty();
    private final SittingTall sittingTall = new SittingTall();
    private Optional<PostureTracker> untaught = Optional.empty();
    private boolean satTall;
    private final Coach coach = new Coach();

    /** @param posture judges posture, against what it has learned of the person */
    public FormPipeline(Exercise exercise, Optional<PostureTracker> posture) {
        this.exercise = exercise;
        this.posture = posture;
        this.motion = new MotionTracker(posture);
        this.repetitions = new RepTracker(exercise);
    }

    /**
     * For a recording: the first spell of sitting still with the arms down stands for sitting tall, and short rests until there was
     * one. Whether the person sat tall then is known only if somebody says so.
     *
     * @param posture judges posture; empty where there are no pictures
     * @param satTall whether the person was asked to sit tall and still before the first raise: what is compared with a stillness
     *     before the first repetition is then as certain as in the live coach
     */
    public static FormPipeline ofRecording(Exercise exercise, Optional<PostureTracker> posture, boolean satTall) {
        FormPipeline pipeline = new FormPipeline(exercise, posture);
        pipeline.untaught = posture;
        pipeline.satTall = satTall;
        return pipeline;
    }

    /** For a recording of a person of whom nobody says that they sat tall. */
    public static FormPipeline ofRecording(Exercise exercise, Optional<PostureTracker> posture) {
        return ofRecording(exercise, posture, false);
    }

    /** Without posture. */
    public FormPipeline(Exercise exercise) {
        this(exercise, Optional.empty());
    }

    /**
     * Judges by other proofs from the next frame on; from any thread. What counts, and what is under way, stays.
     *
     * @param personal the same exercise, {@link Exercise#provenBy}
     */
    public void judgeBy(Exercise personal) {
        handedOver.add(personal);
    }

    public FrameResult process(PoseFrame pose) {
        BodyMeasures measures = motion.track(pose);
        untaught.ifPresent(tracker -> learnTall(tracker, pose, measures));
        return judge(pose, measures);
    }

    /** The part of {@link #process} after the measures, for those that were kept: the rules judge them again. */
    public FrameResult judge(PoseFrame pose, BodyMeasures measures) {
        for (Exercise personal = handedOver.poll(); personal != null; personal = handedOver.poll()) {
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
        return new FrameResult(pose, measures, events, cue);
    }

    /**
     * Goes on after {@link #process} threw: the movement under way is given up, count and set stay.
     *
     * @return what came of that frame: nothing
     */
    public FrameResult giveUp(PoseFrame pose) {
        motion = new MotionTracker(posture);
        repetitions = lastRep.map(last -> RepTracker.after(last, exercise)).orElseGet(() -> new RepTracker(exercise));
        PoseFrame empty = new PoseFrame(
                pose.index(), pose.at(), pose.width(), pose.height(), OptionalDouble.empty(), Optional.empty());
        BodyMeasures nothing = new BodyMeasures(pose.index(), pose.at(), Map.of(), Set.of(Reason.INTERRUPTED), false);
        RepEvent rest = new RepEvent.PhaseChanged(empty.seconds(), RepPhase.REST);
        return new FrameResult(empty, nothing, List.of(rest), Optional.empty());
    }

    private void learnTall(PostureTracker tracker, PoseFrame pose, BodyMeasures measures) {
        sittingTall.see(pose, measures).ifPresent(found -> {
            boolean still = found.lesson() == CalibrationStep.STILL;
            boolean tall = still && satTall && lastRep.isEmpty();
            tracker.teach(tall ? CalibrationStep.TALL : found.lesson(), found.frames());
            if (still) {
                untaught = Optional.empty();
            }
        });
    }

    /** What is left to say when the source has ended. */
    public List<RepEvent> finish() {
        return repetitions.finish();
    }
}
