package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.motion.Measure;
import formcheck.pipeline.FrameResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Gathers what the pipeline yields into a {@link Session}. */
public final class SessionRecorder {
    /** Points of the elevation curve that are kept each second. */
    private static final double CURVE_RATE = 10;

    private final String source;
    private final Optional<String> model;
    private final Exercise exercise;
    private final boolean mirrored;
    private final List<Rep> reps = new ArrayList<>();
    private final List<BlindSpot> blindSpots = new ArrayList<>();
    private final List<DroppedMovement> dropped = new ArrayList<>();
    private final List<SaidCue> cues = new ArrayList<>();
    private final List<CurvePoint> curve = new ArrayList<>();
    private int width;
    private int height;
    private double last;
    private long frames;
    private long framesWithPose;

    /**
     * @param source in the user's words
     * @param model id of the pose model, empty for a recorded stream
     * @param exercise what it is held against
     * @param mirrored whether the source was mirrored
     */
    public SessionRecorder(String source, Optional<String> model, Exercise exercise, boolean mirrored) {
        this.source = source;
        this.model = model;
        this.exercise = exercise;
        this.mirrored = mirrored;
    }

    public void record(FrameResult result) {
        width = result.pose().width();
        height = result.pose().height();
        last = result.pose().seconds();
        frames++;
        if (result.pose().pose().isPresent()) {
            framesWithPose++;
        }
        if (curve.isEmpty() || last - curve.get(curve.size() - 1).at() >= 1 / CURVE_RATE - 1e-6) {
            curve.add(new CurvePoint(
                    last,
                    result.measures().followed(Measure.LEFT_ELEVATION),
                    result.measures().followed(Measure.RIGHT_ELEVATION)));
        }
        result.cue().ifPresent(cue -> cues.add(new SaidCue(cue.at(), cue.text())));
        record(result.events());
    }

    /** Takes the events that come after the last frame too. */
    public void record(List<RepEvent> events) {
        for (RepEvent event : events) {
            if (event instanceof RepEvent.RepCompleted completed) {
                reps.add(completed.rep());
            } else if (event instanceof RepEvent.NotAssessedSpan blind) {
                blindSpots.add(new BlindSpot(blind.check(), blind.reason(), blind.from(), blind.to()));
            } else if (event instanceof RepEvent.MovementDropped movement) {
                dropped.add(new DroppedMovement(movement.why(), movement.from(), movement.to()));
            }
        }
    }

    /** What has been recorded so far. */
    public Session session(Optional<String> damage) {
        return new Session(
                source,
                model,
                exercise,
                mirrored,
                width,
                height,
                Duration.ofNanos(Math.round(last * 1e9)),
                frames,
                framesWithPose,
                reps,
                blindSpots,
                dropped,
                cues,
                curve,
                damage);
    }
}
