package formcheck.live;

import formcheck.capture.SourceInfo;
import formcheck.exercise.Exercise;
import formcheck.guide.GuideView;
import formcheck.guide.LiveGuide;
import formcheck.guide.Sound;
import formcheck.guide.Stage;
import formcheck.motion.posture.HeadCheck;
import formcheck.motion.posture.PostureTracker;
import formcheck.pipeline.FrameResult;
import formcheck.pose.ModelException;
import formcheck.pose.PoseEstimator;
import formcheck.session.KeptProof;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Session of one person, whatever page or camera is used: its guide, posture tracker, clock, and the sounds that no page
 * has played yet. For one thread, except {@link #seconds}.
 */
final class CoachedSession {
    private static final Logger LOG = LoggerFactory.getLogger(CoachedSession.class);

    private final CoachingOptions options;
    private final boolean provenDecides;
    private final SessionProofs proofs = new SessionProofs();
    private Exercise exercise;
    private final LiveGuide guide;
    private final long started = System.nanoTime();
    private final List<Sound> pendingSounds = new ArrayList<>();
    private Optional<PostureTracker> posture = Optional.empty();
    private boolean headOffered;

    /** @param provenDecides whether proven verdicts decide if a repetition is clean */
    CoachedSession(Exercise exercise, CoachingOptions options, boolean provenDecides) {
        this.exercise = exercise;
        this.options = options;
        this.provenDecides = provenDecides;
        this.guide = new LiveGuide(exercise);
    }

    /** Ends the session after some full sets, as prescribed. */
    void askSets(int sets) {
        guide.askSets(sets);
    }

    /** Returns the exercise with the proven limits of this person here, as far as they are known. */
    Exercise exercise() {
        return exercise;
    }

    /** Adds proofs of this person from earlier sessions. */
    void known(List<KeptProof> before) {
        proofs.known(before);
    }

    /** Returns the seconds since the session began. Thread-safe. */
    double seconds() {
        return (System.nanoTime() - started) * 1e-9;
    }

    boolean over() {
        return guide.stage() == Stage.DONE;
    }

    boolean inSet() {
        return guide.stage() == Stage.SET;
    }

    /**
     * Returns the posture tracker; empty if there is no posture model. It keeps its calibration when another source
     * opens.
     */
    Optional<PostureTracker> posture(PoseEstimator estimator) {
        if (posture.isEmpty()) {
            try {
                posture = PostureTracker.of(estimator);
                posture.ifPresent(tracker -> guide.calibratePosture(tracker, options.raises()));
                if (options.prove()) {
                    posture.ifPresent(guide::prove);
                }
                proofs.model(estimator.posture());
                if (options.headFirst() && !headOffered) {
                    headOffered = true;
                    HeadCheck.of(estimator).ifPresent(guide::checkHead);
                }
            } catch (ModelException e) {
                LOG.warn("posture is not judged: {}", e.getMessage());
            }
        }
        return posture;
    }

    /**
     * Announces that another source is open, from which the next results come.
     *
     * @param offset second of the session at time 0 of the source
     */
    void sourceOpened(double offset, SourceInfo source) {
        guide.sourceOpened(offset);
        proofs.source(source);
    }

    /** No more frames come from the source. */
    GuideView sourceClosed() {
        return withSounds(guide.sourceClosed());
    }

    /**
     * Returns the exercise with the proven limits of this person, once before the first set; empty if it does not
     * change.
     */
    Optional<Exercise> takePersonal() {
        if (!guide.stage().isBeforeSet() && !proofs.applied()) {
            Exercise personal = exercise.provenBy(proofs.apply(guide.seat(), guide.raisesShown()), provenDecides);
            if (!personal.equals(exercise)) {
                exercise = personal;
                return Optional.of(personal);
            }
        }
        return Optional.empty();
    }

    /** Returns what was proven in this session, once, to be stored. */
    List<KeptProof> takeProven() {
        return guide.proven().isPresent() && guide.seat().isPresent()
                ? proofs.proven(guide.proven().get(), guide.seat().get())
                : List.of();
    }

    /** Says once that few frames a second are judged. */
    void saySlow() {
        guide.saySlow();
    }

    GuideView see(FrameResult result) {
        return withSounds(guide.see(result));
    }

    GuideView tick() {
        return withSounds(guide.tick(seconds()));
    }

    GuideView command(LiveGuide.Command wish) {
        return withSounds(guide.command(wish, seconds()));
    }

    /** @param level from 0 to 10 */
    GuideView ratePain(int level) {
        return withSounds(guide.ratePain(level));
    }

    /** Returns the sounds since the last call, including those of views that no page was shown. */
    List<Sound> takeSounds() {
        List<Sound> now = List.copyOf(pendingSounds);
        pendingSounds.clear();
        return now;
    }

    private GuideView withSounds(GuideView view) {
        pendingSounds.addAll(guide.takeSounds());
        return view;
    }
}
