package formcheck.session;

import formcheck.capture.CaptureException;
import formcheck.capture.VideoWriter;
import formcheck.exercise.Rep;
import formcheck.motion.Baseline;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.pipeline.FrameResult;
import formcheck.session.SessionRows.SessionProgress;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.session.motionfile.MotionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stores a live session while it runs. Each method commits before it returns; a method that throws has stored nothing and may be
 * called again. Not thread-safe. Waits for the disk, so do not call it from the thread that judges frames.
 */
public final class LiveRecording implements AutoCloseable {
    private final Database all;
    private final Database database;
    private final Path folder;
    private final Optional<SealingKey> key;
    private final SessionId id;
    private final MotionAbout about;
    private final LiveSource source;
    private final MotionBuffer motion;
    private final Lease lease;
    private final Runnable ended;
    private final List<Rep> reps = new ArrayList<>();
    private final List<DroppedMovement> dropped = new ArrayList<>();
    private final TreeMap<Integer, KeptSet> sets = new TreeMap<>();
    private @Nullable MotionFile file;
    private Optional<String> problem = Optional.empty();

    LiveRecording(
            Database all,
            Path folder,
            Optional<SealingKey> key,
            SessionId id,
            MotionAbout about,
            MotionBuffer motion,
            Runnable ended) {
        this.all = all;
        this.database = all.running();
        this.folder = folder;
        this.key = key;
        this.id = id;
        this.about = about;
        this.source = about.source();
        this.motion = motion;
        this.lease = new Lease(database, id);
        this.ended = ended;
        writeMotion();
    }

    public SessionId id() {
        return id;
    }

    /** Notes that the source was opened again, at this second of the session. */
    public void sourceOpened(double offset, int width, int height) {
        motion.sourceOpened(offset, width, height);
    }

    /**
     * Adds a judged frame. It is written within a second, or held back while the disk is full.
     *
     * @param set number of the current set; 0 for none
     */
    public void frame(FrameResult result, int set) {
        motion.add(result, set);
        lease.renew();
        if (motion.waits()) {
            writeMotion();
        }
    }

    /** Stores the current state of a set, after it began, ended or was rated. */
    public void set(KeptSet set) throws StoreException {
        TreeMap<Integer, KeptSet> now = new TreeMap<>(sets);
        now.put(set.number(), set);
        write(connection -> {
            SessionRows.set(connection, id, set);
            progress(connection, reps, now, false);
        });
        sets.put(set.number(), set);
    }

    /**
     * Stores a repetition.
     *
     * @param judged in its source's time
     * @param set number of its set
     * @param offset second of the session at which its source opened
     * @return the stored repetition: in the session's time, numbered across all sets
     */
    public Rep rep(Rep judged, int set, double offset) throws StoreException {
        motion.flush();
        writeMotion();
        Rep rep = Retimed.rep(judged, reps.size() + 1, set, offset);
        List<Rep> now = new ArrayList<>(reps);
        now.add(rep);
        write(connection -> {
            SessionRows.rep(connection, id, rep);
            progress(connection, now, sets, false);
        });
        reps.add(rep);
        return rep;
    }

    /** Stores a cue, in the session's time. */
    public void cue(SaidCue cue) throws StoreException {
        write(connection -> SessionRows.cue(connection, id, cue));
    }

    /** Stores a period without an assessment, in the session's time. */
    public void notAssessed(NotAssessedPeriod spot) throws StoreException {
        write(connection -> SessionRows.notAssessed(connection, id, spot));
    }

    /**
     * Adds a movement that was not counted, in the session's time. It is written with the next repetition, or at the end of the
     * set.
     */
    public void dropped(DroppedMovement movement) {
        dropped.add(movement);
    }

    /** Stores the baseline of the sitting posture before the set. */
    public void baseline(Baseline baseline) throws StoreException {
        write(connection -> SessionRows.baseline(connection, id, baseline));
    }

    /** Stores the result of the head check. */
    public void headCheck(HeadCheckResult found) throws StoreException {
        write(connection -> SessionRows.headCheck(connection, id, found));
    }

    /** Stores the still image of a moment of a stored repetition. */
    public void still(int rep, Moment moment, byte[] jpeg) throws StoreException {
        try {
            PictureFiles.write(folder.resolve(PictureFiles.still(rep, moment)), jpeg, key);
        } catch (IOException e) {
            throw new StoreException("A picture could not be kept: " + FailureWords.of(e) + ".", e);
        }
    }

    /**
     * Begins the video, and lists it from now on.
     *
     * @param from second of the session at which it begins
     * @param width of every frame, pixels
     * @param height of every frame, pixels
     * @throws CaptureException if this video format is not possible
     */
    public VideoWriter video(double from, int width, int height) throws StoreException, CaptureException {
        try {
            DataFolder.makePrivate(folder);
            Path video = folder.resolve(PictureFiles.VIDEO);
            Files.deleteIfExists(video);
            DataFolder.createPrivate(video);
            database.write(connection -> Sql.run(
                    connection, "update session set video_from = ? where id = ?", OptionalDouble.of(from), id.text()));
            return key.isPresent()
                    ? VideoWriter.open(new SealedFilm(video, key.get()), video.toString(), width, height)
                    : VideoWriter.open(video, width, height);
        } catch (IOException e) {
            throw new StoreException("The video cannot be kept: " + FailureWords.of(e) + ".", e);
        }
    }

    /** Returns why the motion cannot be written at present, for the user. Each frame tries again. */
    public Optional<String> problem() {
        return problem.or(all::notice);
    }

    /**
     * Ends the session. A session without a repetition and without a pain rating is not stored.
     *
     * @return whether it is stored
     */
    public boolean finish() throws StoreException {
        motion.flush();
        writeMotion();
        boolean worth = !reps.isEmpty()
                || sets.values().stream().anyMatch(set -> set.pain().isPresent());
        if (worth) {
            write(connection -> progress(connection, reps, sets, true));
            forceMotion();
        }
        try {
            stop();
            if (!worth) {
                discard();
            }
        } finally {
            ended.run();
        }
        return worth;
    }

    /** Stops as after a crash: stored data stays, and the session counts as cut off. */
    @Override
    public void close() {
        stop();
        ended.run();
    }

    private void stop() {
        if (file != null) {
            file.close();
            file = null;
        }
        lease.end();
    }

    /** The tombstone survives a crash in between. Never deletes through a link. */
    private void discard() throws StoreException {
        write(connection -> Tombstones.bury(connection, id, Instant.now()));
        if (Files.isSymbolicLink(folder.toAbsolutePath().getParent())) {
            return;
        }
        try {
            DataFolder.deleteTree(folder);
        } catch (IOException e) {
            throw new StoreException(folder + " could not be deleted: " + FailureWords.of(e) + ".", e);
        }
        write(connection -> Tombstones.forget(connection, id));
    }

    /** A write that returns nothing. */
    private interface RecordingChange {
        void on(Connection connection) throws SQLException;
    }

    private void write(RecordingChange change) throws StoreException {
        database.write(connection -> {
            change.on(connection);
            return id;
        });
    }

    private void progress(Connection connection, List<Rep> now, Map<Integer, KeptSet> all, boolean finished)
            throws SQLException {
        SessionRows.progress(
                connection,
                id,
                source.exercise(),
                now,
                all.values(),
                dropped,
                new SessionProgress(
                        motion.seconds(),
                        motion.frames(),
                        motion.framesWithPose(),
                        motion.width() == 0 ? source.width() : motion.width(),
                        motion.height() == 0 ? source.height() : motion.height(),
                        Optional.empty(),
                        finished));
    }

    private void writeMotion() {
        try {
            if (file == null) {
                file = SessionMotion.begin(folder, about, key);
            }
            file.write(motion);
            problem = Optional.empty();
        } catch (IOException e) {
            problem = Optional.of("The motion cannot be kept just now: " + FailureWords.of(e) + ".");
        }
    }

    private void forceMotion() {
        try {
            if (file != null) {
                file.finish();
            }
        } catch (IOException e) {
            problem = Optional.of("The motion may not outlive a power cut: " + FailureWords.of(e) + ".");
        }
    }
}
