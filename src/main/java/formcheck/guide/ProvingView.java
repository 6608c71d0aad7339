package formcheck.guide;

import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import java.util.List;
import java.util.Optional;

/**
 * State of the contrasts.
 *
 * @param contrast that is being shown
 * @param number of the raise among those of its contrast, from 1
 * @param word what to do now: {@code read}, {@code up}, {@code down}, or the name of a posture
 * @param progress of the posture that is held, 0 to 1
 * @param done number of finished raises
 * @param all number of raises
 * @param found the result; empty until it is known
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
