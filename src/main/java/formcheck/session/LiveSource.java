package formcheck.session;

import formcheck.exercise.Exercise;
import java.util.Optional;

/**
 * The source of a live session, and the exercise that it is judged by.
 *
 * @param name in the user's words
 * @param model id of the pose model
 * @param exercise with its variant and limits
 * @param width of a frame, pixels
 * @param height of a frame, pixels
 */
public record LiveSource(String name, Optional<String> model, Exercise exercise, int width, int height) {}
