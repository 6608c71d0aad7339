package formcheck.session;

import java.util.Optional;

/**
 * The program, models and rules that judged a session.
 *
 * @param program version of FormCheck
 * @param model id of the pose model and a digest of its weights; empty for a recorded keypoint stream
 * @param posture digest of the posture model; empty if it did not judge
 * @param rules digest of the exercise's rules with their limits
 */
public record Versions(String program, Optional<String> model, Optional<String> posture, String rules) {}
