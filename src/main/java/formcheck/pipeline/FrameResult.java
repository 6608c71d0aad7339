package formcheck.pipeline;

import formcheck.coach.Cue;
import formcheck.exercise.RepEvent;
import formcheck.exercise.UnconfirmedRep;
import formcheck.motion.BodyMeasures;
import formcheck.pose.PoseFrame;
import java.util.List;
import java.util.Optional;

/**
 * The result of one frame.
 *
 * @param unconfirmed the movement whose arms have arrived, before it is known that they stay: whoever ends the frames here keeps
 *     its repetition
 */
public record FrameResult(
        PoseFrame pose,
        BodyMeasures measures,
        List<RepEvent> events,
        Optional<Cue> cue,
        Optional<UnconfirmedRep> unconfirmed) {
    public FrameResult {
        events = List.copyOf(events);
    }

    /** Without a repetition that has arrived. */
    public FrameResult(PoseFrame pose, BodyMeasures measures, List<RepEvent> events, Optional<Cue> cue) {
        this(pose, measures, events, cue, Optional.empty());
    }
}
