package formcheck.cli;

import formcheck.capture.CaptureException;
import formcheck.exercise.Exercise;
import formcheck.exercise.RepEvent;
import formcheck.motion.posture.PostureTracker;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner;
import formcheck.pipeline.PipelineRunner.Ending;
import formcheck.pipeline.PipelineRunner.Listener;
import formcheck.pose.PoseFrame;
import formcheck.session.Session;
import formcheck.session.SessionRecorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The analysis of one source, from its frames to a session. */
final class Analysis implements Listener {
    private final Exercise exercise;
    private final Optional<PostureTracker> posture;
    private final boolean satTall;
    private final SessionRecorder recorder;
    private final List<Listener> listeners;

    /**
     * @param source in the user's words
     * @param model id of the pose model; empty for keypoints
     * @param posture posture judge; empty for keypoints
     * @param satTall whether the person was asked to sit tall and still before the first raise
     * @param listeners called with each frame, in this order
     */
    Analysis(
            String source,
            Optional<String> model,
            Exercise exercise,
            Optional<PostureTracker> posture,
            boolean satTall,
            boolean mirrored,
            List<Listener> listeners) {
        this.posture = posture;
        this.satTall = satTall;
        this.exercise = exercise;
        this.recorder = new SessionRecorder(source, model, exercise, mirrored);
        this.listeners = new ArrayList<>(listeners);
    }

    /** Runs to the end of the source, or until it is asked to stop. */
    Ending run(PipelineRunner runner, StopSignal stop) throws CaptureException {
        stop.react(runner::stop);
        try {
            return runner.run(FormPipeline.ofRecording(exercise, posture, satTall), this);
        } finally {
            stop.ignore();
        }
    }

    /** Returns the session so far. */
    Session session(Optional<String> damage) {
        return recorder.session(damage);
    }

    @Override
    public void frame(FrameResult result) {
        recorder.record(result);
        listeners.forEach(listener -> listener.frame(result));
    }

    /** Continues as long as no listener throws. */
    @Override
    public void failed(PoseFrame frame, RuntimeException failure) {
        if (listeners.isEmpty()) {
            throw failure;
        }
        listeners.forEach(listener -> listener.failed(frame, failure));
    }

    @Override
    public void end(List<RepEvent> events) {
        recorder.record(events);
        listeners.forEach(listener -> listener.end(events));
    }
}
