package formcheck.web;

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
 * One person's session, whatever page or camera it is seen through: who leads it, what it knows of posture, its time, and the
 * sounds that are still to be heard. For one thread, except {@link #seconds}.
 */
final class CoachedSession {
    private static final Logger LOG = LoggerFactory.getLogger(CoachedSession.class);

    /**
     * What was asked for at the start.
     *
     * @param raises whether two raises are shown before the set, beside sitting tall
     * @param headFirst whether the head is looked at first, with the chair turned
     * @param prove whether contrasts are shown before the set, to prove verdicts
     * @param provenDecides whether proven verdicts decide what is clean
     */
    record Wishes(boolean raises, boolean headFirst, boolean prove, boolean provenDecides) {}

    private final Wishes wishes;
    private final Proofs proofs;
    private Exercise exercise;
    private final LiveGuide guide;
    private final long started = System.nanoTime();
    private final List<Sound> unheard = new ArrayList<>();
    private Optional<PostureTracker> posture = Optional.empty();
    private boolean headOffered;

    CoachedSession(Exercise exercise, Wishes wishes) {
        this.exercise = exercise;
        this.wishes = wishes;
        this.proofs = new Proofs();
        this.guide = new LiveGuide(exercise);
    }

    /** As it is judged for this person in this place, as far as that is known. */
    Exercise exercise() {
        return exercise;
    }

    /** What was proven of this person before. */
    void known(List<KeptProof> before) {
        proofs.known(before);
    }

    /** Seconds since it began. From any thread. */
    double seconds() {
        return (System.nanoTime() - started) * 1e-9;
    }

    boolean over() {
        return guide.stage() == Stage.DONE;
    }

    boolean inSet() {
        return guide.stage() == Stage.SET;
    }

    /** What judges posture; what it has learned of the person stays when the source is opened anew. */
    Optional<PostureTracker> posture(PoseEstimator estimator) {
        if (posture.isEmpty()) {
            try {
                posture = PostureTracker.of(estimator);
                posture.ifPresent(tracker -> guide.learnPosture(tracker, wishes.raises));
                if (wishes.prove) {
                    posture.ifPresent(guide::prove);
                }
                proofs.model(estimator.posture());
                if (wishes.headFirst && !headOffered) {
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
     * From now on results come from a source whose time 0 is this moment of the session, seconds.
     *
     * @param source what it is, and how large its pictures are
     */
    void sourceOpened(double offset, SourceInfo source) {
        guide.sourceOpened(offset);
        proofs.source(source);
    }

    /**
     * The exercise as it is to be judged from now on, where that has changed: it is known before the set what was proven of this
     * person in this place. Once only.
     */
    Optional<Exercise> takePersonal() {
        if (!guide.stage().isBeforeSet() && !proofs.applied()) {
            Exercise personal =
                    exercise.provenBy(proofs.apply(guide.seat(), guide.raisesShown()), wishes.provenDecides);
            if (!personal.equals(exercise)) {
                exercise = personal;
                return Optional.of(personal);
            }
        }
        return Optional.empty();
    }

    /** What was proven just now and is to be kept; once only. */
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

    /** Level from 0 to 10. */
    GuideView ratePain(int level) {
        return told(guide.ratePain(level));
    }

    /** Sounds that nobody has heard: what belongs to a message that was left out comes with the next. */
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
