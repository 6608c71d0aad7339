package formcheck.motion.posture;

import java.util.ArrayList;
import java.util.List;

/**
 * How the contrasts are shown: raise by raise, and in each raise both postures of one contrast. The coach, {@code record} and
 * {@code evaluate} all go by it.
 *
 * <p>Every other raise begins with the other posture. Arms that sink while they tire, or a head that drops, would else always
 * fall together with the second posture, and could be taken for it.
 *
 * @param raises in their order
 * @param read time to hear and read what comes, before the first raise of a contrast, seconds
 * @param up time for the arms to go up, seconds
 * @param settle time to take a posture in, of which nothing is judged, seconds
 * @param hold time in which it is judged, seconds
 * @param down time for the arms to come down and rest, seconds
 * @param every seconds between two frames of a hold that are judged; with each goes its image until the posture has been shown
 */
public record ContrastScript(
        List<Raise> raises, double read, double up, double settle, double hold, double down, double every) {

    /**
     * One raise of the arms.
     *
     * @param contrast what is shown in it
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

    /** About 90 seconds: most of a set of 15 for the arms, and not more. */
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

    /** How long it takes if nothing is waited for, seconds. */
    public double seconds() {
        double reading = raises.stream().filter(raise -> raise.number() == 1).count() * read;
        return reading + raises.size() * (up + 2 * (settle + hold) + down);
    }
}
