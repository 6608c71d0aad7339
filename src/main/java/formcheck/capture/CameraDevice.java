package formcheck.capture;

/**
 * A camera of this machine.
 *
 * @param name that the system shows to people
 * @param device that {@link SourceSpec.Camera} opens
 */
public record CameraDevice(String name, String device) {}
