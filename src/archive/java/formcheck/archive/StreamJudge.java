package formcheck.archive;

import formcheck.capture.CaptureException;
import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseException;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.RepEvent;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner;
import formcheck.pose.PoseSource;
import formcheck.pose.stream.KeypointStreams;
import formcheck.pose.stream.StreamOptions;
import formcheck.session.ArchivedSession;
import formcheck.session.ExportedSessions;
import formcheck.session.Replay;
import formcheck.session.SessionId;
import formcheck.session.SessionRecorder;
import formcheck.session.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Judges one stream after another, each whole: sessions as {@code replay} does, keypoints as {@code analyze} does. Whatever is
 * wrong with a stream becomes its row. For one thread.
 */
final class StreamJudge implements AutoCloseable {
    /** The session of a motion file whose name is none; its start is read from the file. */
    private static final SessionId UNNAMED = new SessionId("1970-01-01-0000");

    private final JudgeRules rules;
    private final ExerciseFile exercises;
    private final Exercise ofKeypoints;
    private final Configuration configuration;

    /** The ZIP file of the latest stream: the sessions of one are judged one after another. */
    private @Nullable OpenZip zip;

    private record OpenZip(String place, LocalCopy copy) {}

    /** @throws ExerciseException if the rules are not valid */
    StreamJudge(JudgeRules rules, Configuration configuration) throws ExerciseException {
        this.rules = rules;
        this.configuration = configuration;
        this.exercises = rules.exercises();
        this.ofKeypoints = rules.ofKeypoints(exercises);
    }

    /** Judges a stream of the archive; never throws for what it contains. */
    Row judge(StreamUnit unit) {
        String kind = unit.kind().id();
        if (unit.error() != null) {
            return JudgedRows.failed(unit.stream(), kind, unit.error());
        }
        try {
            if (unit.isZip()) {
                return judge(unit, zip(unit.place()).path());
            }
            String wanted = unit.session() == null ? "" : unit.session();
            try (LocalCopy copy = LocalCopy.of(unit.place(), wanted, configuration)) {
                return judge(unit, copy.path());
            }
        } catch (StoppedException e) {
            throw e;
        } catch (IOException
                | CaptureException
                | StoreException
                | ExerciseException
                | RuntimeException
                | StackOverflowError e) {
            return JudgedRows.failed(unit.stream(), kind, OneLine.of(e));
        }
    }

    private Row judge(StreamUnit unit, Path place) throws CaptureException, StoreException, ExerciseException {
        return switch (unit.kind()) {
            case EXPORT -> exported(unit, place);
            case MOTION -> motion(unit, place);
            case KEYPOINTS -> keypoints(unit, place);
            case VIDEO ->
                JudgedRows.failed(unit.stream(), unit.kind().id(), "It is a video: make its keypoints first.");
        };
    }

    private LocalCopy zip(String place) throws IOException {
        OpenZip there = zip;
        if (there != null && there.place().equals(place)) {
            return there.copy();
        }
        close();
        LocalCopy copy = LocalCopy.of(place, "", configuration);
        zip = new OpenZip(place, copy);
        return copy;
    }

    @Override
    public void close() {
        if (zip != null) {
            zip.copy().close();
            zip = null;
        }
    }

    private Row exported(StreamUnit unit, Path place) throws StoreException, ExerciseException {
        try (ExportedSessions export = ExportedSessions.open(place, String.valueOf(place.getFileName()))) {
            return session(unit, export.session(new SessionId(String.valueOf(unit.session()))));
        }
    }

    private Row motion(StreamUnit unit, Path file) throws StoreException, ExerciseException {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.fcm$", "");
        String folder =
                file.getParent() == null ? "" : String.valueOf(file.getParent().getFileName());
        SessionId id = SessionId.of(name).or(() -> SessionId.of(folder)).orElse(UNNAMED);
        return session(unit, ArchivedSession.ofMotion(file, id));
    }

    private Row session(StreamUnit unit, ArchivedSession session) throws StoreException, ExerciseException {
        Exercise today = Replay.rules(session.kept(), exercises, rules.own());
        Replay replay = session.judge(today);
        return JudgedRows.ofSession(unit.stream(), unit.kind().id(), session.kept(), today, replay, rules);
    }

    private Row keypoints(StreamUnit unit, Path file) throws CaptureException {
        return judged(unit.stream(), KeypointStreams.open(file, StreamOptions.NONE));
    }

    /** Judges keypoints as {@code analyze} does, and closes them. */
    Row judged(String stream, PoseSource poses) throws CaptureException {
        SessionRecorder recorder = new SessionRecorder(stream, Optional.empty(), ofKeypoints, false);
        try (PipelineRunner runner = PipelineRunner.of(poses)) {
            FormPipeline pipeline = FormPipeline.ofRecording(ofKeypoints, Optional.empty(), rules.satTall());
            if (runner.run(pipeline, new Taking(recorder)) == PipelineRunner.Ending.STOPPED) {
                throw new StoppedException(); // no result: Spark runs the task again
            }
            return JudgedRows.ofKeypoints(stream, recorder.session(runner.damage()));
        }
    }

    /** Judges keypoints that are rows of a table, and reads them to the last one. */
    Row judge(KeypointRows.StreamOfRows rows) {
        try {
            return judged(rows.stream(), rows.poses());
        } catch (StoppedException e) {
            throw e;
        } catch (CaptureException | RuntimeException e) {
            return JudgedRows.failed(rows.stream(), StreamUnit.UnitKind.KEYPOINTS.id(), OneLine.of(e));
        } finally {
            rows.skip();
        }
    }

    /** The task was asked to stop in the middle of a stream. */
    static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /** Records what the pipeline yields. */
    private record Taking(SessionRecorder recorder) implements PipelineRunner.Listener {
        @Override
        public void frame(FrameResult result) {
            recorder.record(result);
        }

        @Override
        public void end(List<RepEvent> events) {
            recorder.record(events);
        }
    }
}
