package formcheck.evaluation;

import java.util.List;

/**
 * The result of one clip.
 *
 * @param clip with its labels
 * @param attempted number of repetitions found
 * @param valid number of valid ones
 * @param attemptedError distance from the nearest accepted count
 * @param validError distance from the nearest accepted count
 * @param elevation elevation errors, degrees
 * @param remarks every deviation, one line each
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
