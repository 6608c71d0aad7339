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
 * One person's session, whatever page or camera shows it: its guide, its posture tracker, its time, and the sounds that no page
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
    private final List<Sound> unheard = new ArrayList<>();
    private Optional<PostureTracker> posture = Optional.empty();
    private boolean headOffered;

    /** @param provenDecides whether proven verdicts decide if a repetition is clean */
    CoachedSession(Exercise exercise, CoachingOptions options, boolean provenDecides) {
        this.exercise = exercise;
        this.options = options;
        this.provenDecides = provenDecides;
        this.guide = new LiveGuide(exercise);
    }

    /** The exercise with this person's limits in this place, as far as those are known. */
    Exercise exercise() {
        return exercise;
    }

    /** Takes what was proven of this person before. */
    void known(List<KeptProof> before) {
        proofs.known(before);
    }

    /** Seconds since the session began. From any thread. */
    double seconds() {
        return (System.nanoTime() - started) * 1e-9;
    }

    boolean over() {
        return guide.stage() == Stage.DONE;
    }

    boolean inSet() {
        return guide.stage() == Stage.SET;
    }

    /** The posture tracker, empty if there is no posture model. It keeps what it learned when another source opens. */
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
     * Another source is open. The next results come from it.
     *
     * @param offset second of the session that is the source's time 0
     */
    void sourceOpened(double offset, SourceInfo source) {
        guide.sourceOpened(offset);
        proofs.source(source);
    }

    /**
     * Returns once, before the first set, the exercise with the limits that were proven of this person in this place. Empty if
     * nothing changes.
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

    /** Returns once what was proven in this session, to be stored. */
    List<KeptProof> takeProven() {
        return guide.proven().isPresent() && guide.seat().isPresent()
                ? proofs.proven(guide.proven().get(), guide.seat().get())
                : List.of();
    }

    GuideView see(FrameResult result) {
        return told(guide.see(result));
    }

    GuideView tick() {
        return told(guide.tick(seconds()));
    }

    GuideView command(LiveGuide.Command wish) {
        return told(guide.command(wish, seconds()));
    }

    /** @param level from 0 to 10 */
    GuideView ratePain(int level) {
        return told(guide.ratePain(level));
    }

    /** Sounds since the last call. Those of a view that a page was not shown come with the next one. */
    List<Sound> takeSounds() {
        List<Sound> now = List.copyOf(unheard);
        unheard.clear();
        return now;
    }

    private GuideView told(GuideView view) {
        unheard.addAll(guide.takeSounds());
        return view;
    }
}
