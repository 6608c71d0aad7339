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

/** Judges the frames of a stored motion as the session did. Times are in seconds of the session. Not thread-safe. */
final class MotionJudge {
    /** A raise that began at most this long before its set belongs to the set, seconds; as in the live session. */
    private static final double EARLY = 0.5;

    private final boolean live;
    private final Exercise exercise;
    private final Map<Integer, Double> starts = new HashMap<>();
    private final List<Rep> reps = new ArrayList<>();
    private final List<NotAssessedPeriod> notAssessed = new ArrayList<>();
    private final List<DroppedMovement> dropped = new ArrayList<>();
    private FormPipeline pipeline;
    private double offset;
    private int segment = -1;
    private long frames;

    /** @param live whether to ignore movements outside any set, and the last events of a source that closed */
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

    /** Only a recording uses the last events of a source that closed. */
    void end() {
        if (!live) {
            take(pipeline.finish(), 0);
        }
    }

    /** Returns all repetitions, numbered across all sets. */
    List<Rep> reps() {
        return List.copyOf(reps);
    }

    /** Returns the periods without an assessment. */
    List<NotAssessedPeriod> notAssessed() {
        return List.copyOf(notAssessed);
    }

    /** Returns the movements that were not counted. */
    List<DroppedMovement> dropped() {
        return List.copyOf(dropped);
    }

    /** Returns the number of judged frames. */
    long frames() {
        return frames;
    }

    private void take(List<RepEvent> events, int set) {
        for (RepEvent event : events) {
            if (event instanceof RepEvent.RepCompleted completed) {
                take(completed.rep(), set);
            } else if (event instanceof RepEvent.NotAssessedSpan spot && (!live || set > 0)) {
                notAssessed.add(
                        new NotAssessedPeriod(spot.check(), spot.reason(), offset + spot.from(), offset + spot.to()));
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
