package formcheck.guide;

import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Where the proving of verdicts stands.
 *
 * @param contrast what is being shown
 * @param number of the raise among those of its contrast, from 1
 * @param word what is to be done now: {@code read}, {@code up}, {@code down}, or the name of a posture
 * @param progress of the posture that is held, 0 to 1
 * @param done raises that are behind
 * @param all raises that there are
 * @param found what was found; empty until that is known
 */
public record ProvingView(
        Contrast contrast,
        int number,
        String word,
        double progress,
        int done,
        int all,
        Optional<List<ProvenVerdict>> found) {

    public ProvingView {
        found = found.map(List::copyOf);
    }
}
