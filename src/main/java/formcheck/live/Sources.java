package formcheck.live;

import formcheck.capture.CameraDevice;
import formcheck.capture.Cameras;
import formcheck.capture.CaptureException;
import formcheck.capture.SourceSpec;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Sources that a page may open. A page sends names, which are looked up in a list: nothing that a page sends becomes a
 * path.
 */
public final class Sources {
    private static final int LONGEST_NAME = 200;

    private final Map<String, Path> samples = new LinkedHashMap<>();
    private final Supplier<Optional<Path>> uploaded;
    private final PhoneCamera phone = new PhoneCamera();

    /**
     * @param samples videos to play as if live
     * @param uploaded the latest uploaded video
     */
    public Sources(List<Path> samples, Supplier<Optional<Path>> uploaded) {
        for (Path sample : samples) {
            String name = String.valueOf(sample.getFileName());
            this.samples.put(name.replaceFirst("\\.[^.]*$", ""), sample);
        }
        this.uploaded = uploaded;
    }

    /** Returns the names of the sample videos. */
    public List<String> samples() {
        return List.copyOf(samples.keySet());
    }

    /** Returns the cameras of this machine. */
    public List<CameraDevice> cameras() {
        return Cameras.list();
    }

    /** Returns the camera of the phone, whether or not one is paired. */
    public PhoneCamera phone() {
        return phone;
    }

    /** Returns the source that a page names; empty if there is none. */
    Optional<SourceSpec> find(SourceRequest request) {
        try {
            if (request instanceof SourceRequest.BrowserCamera camera) {
                return Optional.of(new SourceSpec.Browser(shortened(camera.name()), camera.width(), camera.height()));
            } else if (request instanceof SourceRequest.PairedPhoneCamera) {
                return phone.spec();
            } else if (request instanceof SourceRequest.LocalCamera camera) {
                return camera(camera.device());
            } else if (request instanceof SourceRequest.StreamAddress stream) {
                return address(stream.address());
            } else if (request instanceof SourceRequest.SampleVideo sample) {
                return Optional.ofNullable(samples.get(sample.name())).map(SourceSpec.VideoFile::new);
            }
            return uploaded.get().map(SourceSpec.VideoFile::new);
        } catch (IllegalArgumentException | CaptureException e) {
            return Optional.empty();
        }
    }

    /** Returns a camera that this machine lists, or one by its number. A page cannot name other devices. */
    private Optional<SourceSpec> camera(String device) {
        boolean listed = device.matches("\\d{1,2}")
                || cameras().stream().anyMatch(camera -> camera.device().equals(device));
        return listed ? Optional.of(new SourceSpec.Camera(device)) : Optional.empty();
    }

    private static Optional<SourceSpec> address(String address) throws CaptureException {
        boolean isAddress = address.matches("(?i)(https?|rtsps?|rtmps?)://.*") && address.length() <= 2000;
        return isAddress ? Optional.of(SourceSpec.parse(address)) : Optional.empty();
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
