package formcheck.motion.posture;

import java.util.ArrayList;
import java.util.List;

/**
 * How the contrasts are shown: raise by raise, and in each raise both postures of one contrast. The live coach, {@code record}
 * and {@code evaluate} use it.
 *
 * <p>Every other raise begins with the other posture. Otherwise arms that sink while they tire, or a head that drops, would
 * always coincide with the second posture.
 *
 * @param raises in order
 * @param read time to hear and read the prompt before the first raise of a contrast, seconds
 * @param up time to raise the arms, seconds
 * @param settle time to take a posture, before it is judged, seconds
 * @param hold time in which it is judged, seconds
 * @param down time to lower the arms and rest, seconds
 * @param every least time between two frames of a hold that are judged, seconds; each holds its image until the posture has been
 *     shown
 */
public record ContrastScript(
        List<Raise> raises, double read, double up, double settle, double hold, double down, double every) {

    /**
     * One raise of the arms.
     *
     * @param contrast that is shown in it
     * @param number among those of its contrast, from 1
     * @param goodFirst whether it begins with the posture that the exercise wants
     */
    public record Raise(Contrast contrast, int number, boolean goodFirst) {
        /** The posture that is shown first. */
        public ShownPose first() {
            return new ShownPose(contrast, number, goodFirst);
        }

        public ShownPose second() {
            return new ShownPose(contrast, number, !goodFirst);
        }
    }

    /** About 90 seconds: for the arms most of a set of 15. */
    public static final ContrastScript USUAL = new ContrastScript(allRaises(), 4, 2, 1.2, 2, 2.5, 0.16);

    public ContrastScript {
        raises = List.copyOf(raises);
    }

    private static List<Raise> allRaises() {
        List<Raise> raises = new ArrayList<>();
        for (Contrast contrast : Contrast.values()) {
            for (int number = 1; number <= contrast.times(); number++) {
                raises.add(new Raise(contrast, number, number % 2 == 1));
            }
        }
        return raises;
    }

    /** Duration without pauses, seconds. */
    public double seconds() {
        double reading = raises.stream().filter(raise -> raise.number() == 1).count() * read;
        return reading + raises.size() * (up + 2 * (settle + hold) + down);
    }
}
