package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.exercise.UnconfirmedRep;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.session.motionfile.KeptFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Judges the frames of a stored motion as the session did. Times are in seconds of the session. Not thread-safe. */
final class MotionJudge {
    /** A repetition whose lowering began at most this long before its set belongs to the set, seconds; as in the live session. */
    static final double EARLY = 0.5;

    /** The same where only the frames say when a set began: a set begins some time after the first lowering has. */
    static final double EARLY_FOUND = 2;

    /** Times of the frames and of the sets agree to this, seconds. */
    private static final double TIMES_AGREE = 1e-6;

    private final boolean live;
    private final Exercise exercise;
    private final Map<Integer, Double> starts = new HashMap<>();
    private final Map<Integer, Double> ends = new HashMap<>();
    private final List<Rep> reps = new ArrayList<>();
    private final List<NotAssessedPeriod> notAssessed = new ArrayList<>();
    private final List<DroppedMovement> dropped = new ArrayList<>();
    private FormPipeline pipeline;
    private double offset;
    private final double early;
    private int running;
    private double lastInSet;
    private double goesOnAt = Double.NEGATIVE_INFINITY;
    private boolean pausing;

    /** The movement whose arms had arrived in the latest frame, before it was known that they stay. */
    private Optional<UnconfirmedRep> arriving = Optional.empty();

    private int segment = -1;
    private long frames;

    /** @param live whether to ignore movements outside any set, and the last events of a source that closed */
    MotionJudge(boolean live, Collection<KeptSet> sets, Exercise exercise, double early) {
        this.live = live;
        this.early = early;
        this.exercise = exercise;
        this.pipeline = new FormPipeline(exercise);
        sets.forEach(set -> {
            starts.put(set.number(), set.start());
            set.end().ifPresent(end -> ends.put(set.number(), end));
        });
    }

    void see(KeptFrame frame) {
        if (frame.segment() != segment) {
            keepFinished();
            segment = frame.segment();
            pipeline = new FormPipeline(exercise);
        }
        if (running > 0 && frame.set() != running && isOver(frame)) {
            keepFinished();
            running = 0;
        }
        frames++;
        offset = frame.offset();
        pause(frame);
        FrameResult result = pipeline.judge(frame.pose(), frame.measures());
        take(result.events(), frame.set());
        arriving = result.unconfirmed();
    }

    /** Whether the set before a frame is over, rather than paused. */
    private boolean isOver(KeptFrame frame) {
        double end = ends.getOrDefault(running, Double.POSITIVE_INFINITY);
        return frame.set() > 0 || frame.seconds() >= end - TIMES_AGREE;
    }

    /** The source closes, or the set ends: a repetition whose arms have arrived is finished, as in the live session. */
    private void keepFinished() {
        Optional<Rep> finished =
                arriving.filter(movement -> live && running > 0).flatMap(UnconfirmedRep::rep);
        arriving = Optional.empty();
        if (finished.isPresent()) {
            take(finished.get(), pausing ? 0 : running);
        }
    }

    /** Only a recording uses the last events of a source that closed. */
    void end() {
        keepFinished();
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
        boolean beforePause = set == 0 && running > 0 && offset + rep.bottom() <= lastInSet;
        int its = beforePause ? running : set;
        Double start = starts.get(its);
        boolean afterPause = beforePause || offset + rep.begin() >= goesOnAt;
        if (start != null && afterPause && offset + rep.eccentricStart() >= start - early) {
            reps.add(Retimed.rep(rep, reps.size() + 1, its, offset));
        }
    }

    /** Frames without a set between those of one set are a pause: what the arms did meanwhile, or began then, does not count. */
    private void pause(KeptFrame frame) {
        if (frame.set() > 0) {
            if (frame.set() != running) {
                goesOnAt = Double.NEGATIVE_INFINITY;
            } else if (pausing) {
                goesOnAt = frame.seconds();
            }
            running = frame.set();
            lastInSet = frame.seconds();
        }
        pausing = frame.set() == 0;
    }
}
