package formcheck.session;

import java.util.Optional;

/**
 * A person and what was chosen last.
 *
 * @param name as the person wrote it
 * @param variant id of the exercise's variant
 * @param load what was in the hands
 * @param pictures what may be kept of the camera's pictures
 */
public record Profile(String name, Optional<String> variant, Load load, PictureChoice pictures) {}
