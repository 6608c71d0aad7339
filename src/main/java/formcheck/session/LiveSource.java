package formcheck.session;

import formcheck.exercise.Exercise;
import java.util.Optional;

/**
 * Where a live session's pictures come from, and what they are held against.
 *
 * @param name in the user's words
 * @param model id of the pose model
 * @param exercise with its variant and limits
 * @param width of the picture, pixels
 * @param height of the picture, pixels
 */
public record LiveSource(String name, Optional<String> model, Exercise exercise, int width, int height) {}
