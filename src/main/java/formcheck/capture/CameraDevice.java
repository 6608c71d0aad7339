package formcheck.capture;

/**
 * A camera of this machine.
 *
 * @param name as the system shows it to people
 * @param device what {@link SourceSpec.Camera} takes to open it
 */
public record CameraDevice(String name, String device) {}
