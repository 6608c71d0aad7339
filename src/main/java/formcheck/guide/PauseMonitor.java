package formcheck.guide;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Why nothing is judged at present, once the reason has lasted long enough to be shown. */
final class PauseMonitor {
    /** Reasons for which the arms cannot be followed, most important first. */
    private static final List<Reason> PAUSING = List.of(
            Reason.TOO_DARK,
            Reason.NOBODY,
            Reason.OTHER_PERSON,
            Reason.HEAD_OUTSIDE,
            Reason.TOO_FAR,
            Reason.TURNED_AWAY,
            Reason.NOT_UPRIGHT,
            Reason.FRAME_RATE_TOO_LOW);

    /** Time for which the frame rate has to be high enough before that pause ends, seconds. Chosen, no data. */
    private static final double RATE_STEADY = 3;

    private final double sayAfter;
    private final double frozenAfter;
    private boolean asked;
    private Optional<String> shown = Optional.empty();
    private Optional<String> found = Optional.empty();
    private double foundSince;
    private OptionalDouble lastLuma = OptionalDouble.empty();
    private double sameLumaSince;

    /**
     * @param sayAfter seconds after which a reason is shown
     * @param frozenAfter seconds of identical frames after which the image counts as frozen
     */
    PauseMonitor(double sayAfter, double frozenAfter) {
        this.sayAfter = sayAfter;
        this.frozenAfter = frozenAfter;
    }

    /** Why nothing is judged at present: the id of a reason, or of a {@link PauseReason}. */
    Optional<String> shown() {
        return asked ? Optional.of(PauseReason.ASKED.id()) : shown;
    }

    /** How long the reason has lasted, seconds; 0 for a pause that was asked for alone. */
    double seconds(double now) {
        return shown.isPresent() ? now - foundSince : 0;
    }

    /** Pauses until the person asks to go on, whatever can be seen. */
    void ask(boolean pause) {
        asked = pause;
    }

    /** Whether the person asked for a pause. */
    boolean asked() {
        return asked;
    }

    /**
     * Processes a frame.
     *
     * @param wanted reasons that the stage asks for, which do not count
     */
    void see(BodyMeasures measures, Set<Reason> wanted, double now) {
        boolean still = isFrozen(measures, now);
        if (still && !measures.reasons().contains(Reason.TOO_DARK)) {
            find(Optional.of(PauseReason.FROZEN.id()), 0, now);
            return;
        }
        Optional<String> reason = PAUSING.stream()
                .filter(there -> measures.reasons().contains(there) && !wanted.contains(there))
                .map(Reason::id)
                .findFirst();
        boolean waitsForRate = shown.equals(Optional.of(Reason.FRAME_RATE_TOO_LOW.id()));
        double untilEnd = waitsForRate ? RATE_STEADY : 0;
        find(reason, reason.isEmpty() ? untilEnd : sayAfter, now);
    }

    /** No frames arrive. */
    void lose(double now) {
        find(Optional.of(PauseReason.LOST.id()), 0, now);
    }

    /** Whether frames are identical: camera noise changes the brightness of each frame, if only by a millionth. */
    private boolean isFrozen(BodyMeasures measures, double now) {
        OptionalDouble luma = measures.seen(Measure.BRIGHTNESS);
        boolean sameImage = measures.reasons().contains(Reason.FROZEN);
        if (!luma.equals(lastLuma) && !sameImage) {
            sameLumaSince = now;
        }
        lastLuma = luma;
        return luma.isPresent() && now - sameLumaSince >= frozenAfter;
    }

    private void find(Optional<String> reason, double after, double now) {
        if (!reason.equals(found)) {
            found = reason;
            foundSince = now;
        }
        if (now - foundSince >= after) {
            shown = reason;
        }
    }
}
