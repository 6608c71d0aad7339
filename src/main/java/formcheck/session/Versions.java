package formcheck.session;

import java.util.Optional;

/**
 * By what a session was judged.
 *
 * @param program version of FormCheck
 * @param model id of the pose model and a digest of its weights; empty for a recorded key-point stream
 * @param posture digest of the model of posture, if it judged
 * @param rules digest of the exercise's rules with their limits
 */
public record Versions(String program, Optional<String> model, Optional<String> posture, String rules) {}
