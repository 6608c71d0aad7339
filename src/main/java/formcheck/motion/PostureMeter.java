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

/** Measures posture, or says why not: what the model of posture answers in one frame. */
final class PostureMeter {
    private static final List<Reason> IN_THE_WAY_OF_POSTURE = List.of(
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
     * What is not judged where the camera is known to be pitched beyond what was learned: the questions that depth decides. All
     * others compare with the same view.
     */
    private static final Set<Measure> SPOILED_BY_PITCH = Collections.unmodifiableSet(
            EnumSet.of(Measure.ELBOWS_BACK_PROBABILITY, Measure.CHEST_OPEN_PROBABILITY, Measure.UPRIGHT_PROBABILITY));

    private final Optional<PostureTracker> posture;

    /** @param posture empty where posture is not judged */
    PostureMeter(Optional<PostureTracker> posture) {
        this.posture = posture;
    }

    /** Probabilities, seen or with the reason why not. How sure one is is the probability itself. */
    void measure(
            Map<Measure, Observation> observations,
            Set<Reason> reasons,
            Optional<Reason> offView,
            PoseFrame frame) {
        Optional<Reason> notAssessable = offView.or(() ->
                IN_THE_WAY_OF_POSTURE.stream().filter(reasons::contains).findFirst());
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
            Double probability = reading.isPresent() ? reading.get().probabilities().get(question.id()) : null;
            Double unchanged = reading.isPresent() ? reading.get().unchanged().get(question.id()) : null;
            if (probability != null) {
                observations.put(measure, new Observation.Seen(probability, Math.abs(2 * probability - 1)));
            } else if (unchanged != null) {
                observations.put(measure, new Observation.Guessed(unchanged, Reason.TALL_NOT_ASKED));
            } else {
                observations.put(
                        measure,
                        new Observation.Unseen(reading.flatMap(found -> left(found, question.id()))
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
        // On people of another kind the tilt follows a quarter of the true one at best, and is off by 5 to 8 degrees: a
        // swing of 8 is not to be told from none by that.
        Reason noTilt = posture.isEmpty() ? why : Reason.NOT_TOLD;
        observations.put(Measure.TRUNK_TILT, new Observation.Unseen(noTilt));
        observations.put(Measure.TRUNK_TILT_BY_JOINTS, new Observation.Unseen(noTilt));
    }

    /** Why a question has no probability, if the reading itself says so. */
    private static Optional<Reason> left(PostureReading reading, String question) {
        if (reading.disputed().contains(question)) {
            return Optional.of(Reason.PICTURE_DISAGREES);
        }
        if (reading.unlike().contains(question)) {
            return Optional.of(Reason.UNLIKE_LEARNED);
        }
        return reading.unasked().contains(question) ? Optional.of(Reason.TALL_NOT_ASKED) : Optional.empty();
    }

    /** Without having seen how a person sits tall there is nothing to compare with. */
    private static Reason unsure(PostureTracker tracker) {
        return tracker.tallCertainty().isPresent() ? Reason.NOT_SURE : Reason.NEVER_STILL;
    }
}
