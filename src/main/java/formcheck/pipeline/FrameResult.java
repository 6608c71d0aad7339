package formcheck.pipeline;

import formcheck.coach.Cue;
import formcheck.exercise.RepEvent;
import formcheck.motion.BodyMeasures;
import formcheck.pose.PoseFrame;
import java.util.List;
import java.util.Optional;

/** The result of one frame. */
public record FrameResult(PoseFrame pose, BodyMeasures measures, List<RepEvent> events, Optional<Cue> cue) {
    public FrameResult {
        events = List.copyOf(events);
    }
}
