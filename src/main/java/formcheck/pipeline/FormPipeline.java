package formcheck.pipeline;

import formcheck.coach.Coach;
import formcheck.coach.Cue;
import formcheck.exercise.Exercise;
import formcheck.exercise.RepEvent;
import formcheck.exercise.RepTracker;
import formcheck.motion.BodyMeasures;
import formcheck.motion.MotionTracker;
import formcheck.motion.posture.PostureTracker;
import formcheck.pose.PoseFrame;
import java.util.List;
import java.util.Optional;

/**
 * The analysis of one source, from a frame's pose to what is said about it. For one source and one thread; another
 * exercise, or another source, is another pipeline.
 */
public final class FormPipeline {
    private final MotionTracker motion;
    private final RepTracker repetitions;
    private final Coach coach = new Coach();

    /** @param posture judges posture, against what it has learned of the person */
    public FormPipeline(Exercise exercise, Optional<PostureTracker> posture) {
        this.motion = new MotionTracker(MotionTracker.Parameters.DEFAULT, posture);
        this.repetitions = new RepTracker(exercise);
    }

    /** Without posture. */
    public FormPipeline(Exercise exercise) {
        this(exercise, Optional.empty());
    }

    public FrameResult process(PoseFrame pose) {
        BodyMeasures measures = motion.track(pose);
        List<RepEvent> events = repetitions.track(measures);
        Optional<Cue> cue = coach.advise(events);
        return new FrameResult(pose, measures, events, cue);
    }

    /** What is left to say when the source has ended. */
    public List<RepEvent> finish() {
        return repetitions.finish();
    }
}
