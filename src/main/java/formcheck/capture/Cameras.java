package formcheck.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;

/** Lists and opens the cameras of this machine. */
public final class Cameras {

    /**
     * Requested modes, tried in order. 640 x 480 at 30 frames a second is enough for a person at a desk, and every
     * webcam offers it.
     */
    private static final List<Map<String, String>> MODES =
            List.of(Map.of("video_size", "640x480", "framerate", "30"), Map.of("framerate", "30"), Map.of());

    private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");
    private static final int ERROR_BUSY = -16; // EBUSY, the same on all systems

    private Cameras() {}

    /**
     * Lists all cameras in the order of the system; {@code camera:0} is the first. Returns an empty list if there is
     * none or the system lists none.
     */
    public static List<CameraDevice> list() {
        return CameraSystem.current().list();
    }

    static FrameSource open(String wanted, CaptureLimits limits) throws CaptureException {
        CameraSystem system = CameraSystem.current();
        CameraDevice camera = find(wanted, system.list(), system);
        FfmpegInput input = input(camera, system, limits);
        return FfmpegSource.open(
                new OpenedVideo(input, camera.name(), new SourceMode(true, false, VideoFiles.THREADS), limits), null);
    }

    /**
     * Finds a camera by its number, device or name. Accepts a device that the system does not list.
     *
     * @throws CaptureException if the number is not in the list
     */
    static CameraDevice find(String wanted, List<CameraDevice> cameras, CameraSystem system) throws CaptureException {
        if (NUMBER.matcher(wanted).matches()) {
            int number = Integer.parseInt(wanted);
            if (number < cameras.size()) {
                return cameras.get(number);
            }
            Optional<CameraDevice> unlisted = cameras.isEmpty() ? system.unlisted(number) : Optional.empty();
            return unlisted.orElseThrow(() -> new CaptureException(
                    cameras.isEmpty()
                            ? "There is no camera " + number + ": none was found on this machine. Connect one."
                            : "There is no camera " + number + ". There is: " + inWords(cameras) + "."));
        }
        for (CameraDevice camera : cameras) {
            if (camera.device().equals(wanted) || camera.name().equalsIgnoreCase(wanted)) {
                return camera;
            }
        }
        return new CameraDevice(wanted, wanted);
    }

    private static String inWords(List<CameraDevice> cameras) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < cameras.size(); i++) {
            words.add(i + " (" + cameras.get(i).name() + ")");
        }
        return String.join(", ", words);
    }

    private static FfmpegInput input(CameraDevice camera, CameraSystem system, CaptureLimits limits)
            throws CaptureException {
        FfmpegException failure = new FfmpegException(avutil.AVERROR_EXIT());
        for (Map<String, String> mode : MODES) {
            try {
                return FfmpegInput.device(system.format(), system.address(camera.device()), mode, limits);
            } catch (FfmpegException e) {
                failure = e;
                if (missing(e) || forbidden(e) || e.code() == ERROR_BUSY) {
                    break; // another mode does not help
                }
            }
        }
        throw new CaptureException(inWords(camera.name(), system, failure), failure);
    }

    private static boolean missing(FfmpegException e) {
        return e.code() == avutil.AVERROR_ENOENT()
                || e.code() == avutil.AVERROR_ENODEV()
                || e.code() == avutil.AVERROR_ENXIO();
    }

    private static boolean forbidden(FfmpegException e) {
        return e.code() == avutil.AVERROR_EACCES() || e.code() == avutil.AVERROR_EPERM();
    }

    static String inWords(String name, CameraSystem system, FfmpegException e) {
        if (missing(e)) {
            return "There is no camera " + name + ". Check that it is connected.";
        }
        if (e.code() == ERROR_BUSY) {
            return "Camera " + name + " is in use by another program. Close that one first.";
        }
        if (forbidden(e)) {
            return "Camera " + name + " may not be used: permission denied. " + system.permissionAdvice();
        }
        return "Camera " + name + " cannot be opened: " + e.cause() + ". " + system.failureAdvice();
    }
}
