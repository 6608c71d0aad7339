package formcheck.exercise;

import formcheck.motion.BodyMeasures;
import formcheck.motion.Measure;
import formcheck.motion.Side;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Whether a raise has the form of the exercise at its top: both elbows bent, the forearms up, the hands off the head, and
 * neither arm overhead. A stretch, a wave and a lateral raise with straight arms do not.
 */
final class RaiseForm {
    /** Measures read here. */
    static final Set<Measure> READS = Set.of(
            Measure.LEFT_ELBOW_ANGLE, Measure.RIGHT_ELBOW_ANGLE, Measure.WRISTS_ABOVE_ELBOWS, Measure.WRISTS_TO_HEAD);

    /** Greatest elevation, degrees. Tops of the samples reach 120; stretches overhead begin at 140. */
    private static final double HIGHEST = 132;

    /** Greatest angle of a bent elbow, degrees. The samples have 81 to 137; straight arms have 170 to 180. */
    private static final double BENT = 155;

    /** Least distance of the wrists above the elbows, shoulder widths. The samples have 0.53 to 0.74; lateral raises below 0.37. */
    private static final double FOREARMS_UP = 0.4;

    /** Least distance of the wrists from the head, shoulder widths. The samples have 0.86 and more; hands behind the head 0.1. */
    private static final double OFF_HEAD = 0.6;

    private RaiseForm() {}

    /** Whether the raise has it. Without a view of both elbows and hands it does not. */
    static boolean isThatOfTheExercise(RepTrace rep) {
        List<BodyMeasures> top = rep.atTop();
        for (Side side : Side.values()) {
            OptionalDouble angle = RepTrace.median(top, Measure.elbowAngle(side));
            if (angle.isEmpty() || angle.getAsDouble() > BENT) {
                return false;
            }
        }
        return rep.cycle().topLevel() <= HIGHEST
                && RepTrace.median(top, Measure.WRISTS_ABOVE_ELBOWS).orElse(0) >= FOREARMS_UP
                && RepTrace.median(top, Measure.WRISTS_TO_HEAD).orElse(0) >= OFF_HEAD;
    }
}
