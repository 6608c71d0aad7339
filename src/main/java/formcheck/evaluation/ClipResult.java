package formcheck.evaluation;

import java.util.List;

/**
 * What became of one clip.
 *
 * @param clip with its labels
 * @param attempted repetitions found
 * @param valid how many of them count
 * @param attemptedError distance from the nearest right count
 * @param validError as {@code attemptedError}
 * @param elevation elevation errors, degrees
 * @param remarks everything that was not right, a line each
 */
public record ClipResult(
        LabelledClip clip,
        int attempted,
        int valid,
        int attemptedError,
        int validError,
        Differences elevation,
        List<String> remarks) {

    public ClipResult {
        remarks = List.copyOf(remarks);
    }
}
