package formcheck.motion;

import formcheck.motion.posture.PostureQuestion;
import formcheck.motion.posture.PostureReading;
import formcheck.motion.posture.PostureTracker;
import formcheck.pose.PoseFrame;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Measures posture in one frame: the posture model's answers, or the reason why there is none. */
final class PostureMeter {
    /** Reasons of a frame that rule out posture, the one that is reported first. */
    private static final List<Reason> RULES_OUT_POSTURE = List.of(
            Reason.TOO_DARK,
            Reason.TOO_FAR,
            Reason.HEAD_OUTSIDE,
            Reason.TURNED_AWAY,
            Reason.ASLANT,
            Reason.NOT_UPRIGHT,
            Reason.ELBOWS_OUTSIDE,
            Reason.ELBOWS_HIDDEN,
            Reason.OTHER_PERSON);

    /**
     * Questions that depth decides. They are not assessed if the camera is pitched beyond the training data; all others compare
     * with the same view.
     */
    private static final Set<Measure> SPOILED_BY_PITCH = Collections.unmodifiableSet(
            EnumSet.of(Measure.ELBOWS_BACK_PROBABILITY, Measure.CHEST_OPEN_PROBABILITY, Measure.UPRIGHT_PROBABILITY));

    private final Optional<PostureTracker> posture;

    /** @param posture empty if posture is not judged */
    PostureMeter(Optional<PostureTracker> posture) {
        this.posture = posture;
    }

    /**
     * Adds the probabilities, or the reasons why there are none. The confidence of a probability {@code p} is {@code |2p - 1|}.
     *
     * @param observations receives the measures
     * @param reasons why the frame as a whole cannot be assessed
     * @param offView why the view is outside the training data
     */
    void measure(
            Map<Measure, Observation> observations, Set<Reason> reasons, Optional<Reason> offView, PoseFrame frame) {
        Optional<Reason> notAssessable = offView.or(
                () -> RULES_OUT_POSTURE.stream().filter(reasons::contains).findFirst());
        Optional<PostureReading> reading =
                posture.isPresent() && notAssessable.isEmpty() ? posture.get().track(frame) : Optional.empty();
        Reason why = posture.isEmpty() ? Reason.NOT_WATCHED : notAssessable.orElse(unsure(posture.get()));
        Optional<Reason> pitch = reasons.stream()
                .filter(reason -> reason == Reason.CAMERA_TOO_LOW || reason == Reason.CAMERA_TOO_HIGH)
                .findFirst();
        for (PostureQuestion question : PostureQuestion.values()) {
            Measure measure = Measure.probability(question);
            if (posture.isPresent() && !posture.get().answers(question.id())) {
                observations.put(measure, new Observation.Unseen(Reason.NOT_TOLD));
                continue;
            }
            if (pitch.isPresent() && posture.isPresent() && SPOILED_BY_PITCH.contains(measure)) {
                observations.put(measure, new Observation.Unseen(pitch.get()));
                continue;
            }
            Double probability =
                    reading.isPresent() ? reading.get().probabilities().get(question.id()) : null;
            Double unchanged = reading.isPresent() ? reading.get().unchanged().get(question.id()) : null;
            if (probability != null) {
                observations.put(measure, new Observation.Seen(probability, Math.abs(2 * probability - 1)));
            } else if (unchanged != null) {
                observations.put(measure, new Observation.Guessed(unchanged, Reason.TALL_NOT_ASKED));
            } else {
                observations.put(
                        measure,
                        new Observation.Unseen(reading.flatMap(found -> reasonFor(found, question.id()))
                                .orElse(why)));
            }
        }
        OptionalDouble share = reading.isPresent() ? reading.get().squeezeShare() : OptionalDouble.empty();
        observations.put(
                Measure.BLADE_SQUEEZE_SHARE,
                share.isPresent()
                        ? new Observation.Guessed(share.getAsDouble(), Reason.NOT_SURE)
                        : new Observation.Unseen(why));
        OptionalDouble tallKnown = posture.isPresent() ? posture.get().tallCertainty() : OptionalDouble.empty();
        observations.put(
                Measure.TALL_KNOWN,
                tallKnown.isPresent() ? new Observation.Seen(tallKnown.getAsDouble(), 1) : new Observation.Unseen(why));
        // On people of another domain the tilt follows a quarter of the true one at best, and errs by 5 to 8 degrees: a
        // swing of 8 cannot be told from none.
        Reason noTilt = posture.isEmpty() ? why : Reason.NOT_TOLD;
        observations.put(Measure.TRUNK_TILT, new Observation.Unseen(noTilt));
        observations.put(Measure.TRUNK_TILT_BY_JOINTS, new Observation.Unseen(noTilt));
    }

    /** Why a question has no probability, if the reading gives a reason. */
    private static Optional<Reason> reasonFor(PostureReading reading, String question) {
        if (reading.unlike().contains(question)) {
            return Optional.of(Reason.UNLIKE_LEARNED);
        }
        return reading.unasked().contains(question) ? Optional.of(Reason.TALL_NOT_ASKED) : Optional.empty();
    }

    /** Without a reference of sitting tall there is nothing to compare with. */
    private static Reason unsure(PostureTracker tracker) {
        return tracker.tallCertainty().isPresent() ? Reason.NOT_SURE : Reason.NEVER_STILL;
    }
}
