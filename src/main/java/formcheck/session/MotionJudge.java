package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.session.motionfile.KeptFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges the frames of a kept motion as the session did. Times are the session's. For one thread. */
final class MotionJudge {
    /** A raise that began so little before its set belongs to it, seconds: as in the live session. */
    private static final double EARLY = 0.5;

    private final boolean live;
    private final Exercise exercise;
    private final Map<Integer, Double> starts = new HashMap<>();
    private final List<Rep> reps = new ArrayList<>();
    private final List<BlindSpot> blindSpots = new ArrayList<>();
    private final List<DroppedMovement> dropped = new ArrayList<>();
    private FormPipeline pipeline;
    private double offset;
    private int segment = -1;
    private long frames;

    /** @param live what lies outside of any set is not counted, nor what a source that ended had left to say */
    MotionJudge(boolean live, Collection<KeptSet> sets, Exercise exercise) {
        this.live = live;
        this.exercise = exercise;
        this.pipeline = new FormPipeline(exercise);
        sets.forEach(set -> starts.put(set.number(), set.start()));
    }

    void see(KeptFrame frame) {
        if (frame.segment() != segment) {
            segment = frame.segment();
            pipeline = new FormPipeline(exercise);
        }
        frames++;
        offset = frame.offset();
        FrameResult result = pipeline.judge(frame.pose(), frame.measures());
        take(result.events(), frame.set());
    }

    /** What a source that ended had left to say was heard of a recording only. */
    void end() {
        if (!live) {
            take(pipeline.finish(), 0);
        }
    }

    /** Every repetition, numbered through. */
    List<Rep> reps() {
        return List.copyOf(reps);
    }

    /** What could not be judged. */
    List<BlindSpot> blindSpots() {
        return List.copyOf(blindSpots);
    }

    /** What was not counted. */
    List<DroppedMovement> dropped() {
        return List.copyOf(dropped);
    }

    /** How many frames were judged. */
    long frames() {
        return frames;
    }

    private void take(List<RepEvent> events, int set) {
        for (RepEvent event : events) {
            if (event instanceof RepEvent.RepCompleted completed) {
                take(completed.rep(), set);
            } else if (event instanceof RepEvent.NotAssessedSpan spot && (!live || set > 0)) {
                blindSpots.add(new BlindSpot(spot.check(), spot.reason(), offset + spot.from(), offset + spot.to()));
            } else if (event instanceof RepEvent.MovementDropped movement && (!live || set > 0)) {
                dropped.add(new DroppedMovement(movement.why(), offset + movement.from(), offset + movement.to()));
            }
        }
    }

    private void take(Rep rep, int set) {
        if (!live) {
            reps.add(Retimed.rep(rep, rep.index(), rep.set(), offset));
            return;
        }
        Double start = starts.get(set);
        if (start != null && offset + rep.begin() >= start - EARLY) {
            reps.add(Retimed.rep(rep, reps.size() + 1, set, offset));
        }
    }
}
