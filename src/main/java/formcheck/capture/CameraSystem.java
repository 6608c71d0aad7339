package formcheck.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfo;
import org.bytedeco.ffmpeg.avdevice.AVDeviceInfoList;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.global.avdevice;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lists the cameras of an operating system and says how FFmpeg opens them there. */
enum CameraSystem {
    LINUX("v4l2") {
        @Override
        List<CameraDevice> list() {
            List<CameraDevice> listed = listedByFfmpeg();
            return listed.isEmpty() ? videoNodes(Path.of("/dev"), Path.of("/sys/class/video4linux")) : listed;
        }

        @Override
        String permissionAdvice() {
            return "Add yourself to the group 'video' and log in again.";
        }
    },
    MAC("avfoundation") {
        @Override
        List<CameraDevice> list() {
            return profiled(outputOf("system_profiler", "-json", "SPCameraDataType"));
        }

        @Override
        String address(String device) {
            return device + ":none"; // no sound
        }

        @Override
        Optional<CameraDevice> unlisted(int number) {
            return Optional.of(new CameraDevice(Integer.toString(number), Integer.toString(number)));
        }

        @Override
        String permissionAdvice() {
            return "Allow the terminal to use it in System Settings, Privacy & Security, Camera.";
        }
    },
    WINDOWS("dshow") {
        @Override
        List<CameraDevice> list() {
            return listedByFfmpeg();
        }

        @Override
        String address(String device) {
            return "video=" + device;
        }

        @Override
        String permissionAdvice() {
            return "Allow desktop apps to use it in Settings, Privacy & security, Camera.";
        }
    };

    private static final Logger LOG = LoggerFactory.getLogger(CameraSystem.class);
    private static final int PROCESS_TIMEOUT_SECONDS = 10;

    private final String format;

    CameraSystem(String format) {
        this.format = format;
    }

    static CameraSystem current() {
        return of(System.getProperty("os.name", ""));
    }

    static CameraSystem of(String osName) {
        String name = osName.toLowerCase(Locale.ROOT);
        return name.startsWith("mac") ? MAC : name.startsWith("windows") ? WINDOWS : LINUX;
    }

    /** Lists the cameras in the order of the system. Returns an empty list if the system cannot be asked. */
    abstract List<CameraDevice> list();

    /** Returns what to do if access is denied, one sentence. */
    abstract String permissionAdvice();

    /** Returns what to do if the system does not report the cause, whole sentences. */
    String failureAdvice() {
        return "Another program may be using it, or access may be denied. " + permissionAdvice();
    }

    /** Returns FFmpeg's name of the input format for cameras. */
    String format() {
        return format;
    }

    /** Returns the URL under which FFmpeg opens a device. */
    String address(String device) {
        return device;
    }

    /** Returns the camera of a number if the system lists none but FFmpeg accepts numbers there. */
    Optional<CameraDevice> unlisted(int number) {
        return Optional.empty();
    }

    List<CameraDevice> listedByFfmpeg() {
        Ffmpeg.loadDevices();
        AVInputFormat kind = avformat.av_find_input_format(format);
        if (kind == null) {
            return List.of();
        }
        AVDeviceInfoList list = new AVDeviceInfoList(null);
        int count = avdevice.avdevice_list_input_sources(kind, (String) null, null, list);
        if (count < 0 || list.isNull()) {
            LOG.debug("{} lists no cameras: {}", format, count);
            return List.of();
        }
        try {
            List<CameraDevice> cameras = new ArrayList<>();
            for (int i = 0; i < list.nb_devices(); i++) {
                AVDeviceInfo device = list.devices(i);
                if (hasVideo(device)) {
                    String id = Ffmpeg.text(device.device_name());
                    String name = Ffmpeg.text(device.device_description());
                    cameras.add(new CameraDevice(name.isEmpty() ? id : name, id));
                }
            }
            return List.copyOf(cameras);
        } finally {
            avdevice.avdevice_free_list_devices(list);
        }
    }

    /** DirectShow lists microphones too. A device without media types counts as a camera. */
    private static boolean hasVideo(AVDeviceInfo device) {
        for (int i = 0; i < device.nb_media_types(); i++) {
            if (device.media_types().get(i) == avutil.AVMEDIA_TYPE_VIDEO) {
                return true;
            }
        }
        return device.nb_media_types() == 0;
    }

    /** Lists the device files, for systems where opening a device to read its name is not allowed. */
    static List<CameraDevice> videoNodes(Path devices, Path names) {
        List<Path> nodes = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(devices, "video[0-9]*")) {
            found.forEach(nodes::add);
        } catch (IOException e) {
            LOG.debug("no device files: {}", e.toString());
        }
        nodes.sort(NaturalOrder.OF_FILES);
        List<CameraDevice> cameras = new ArrayList<>();
        for (Path node : nodes) {
            String name = node.toString();
            try {
                name = Files.readString(names.resolve(VideoFiles.name(node)).resolve("name"))
                        .strip();
            } catch (IOException e) {
                LOG.debug("{} has no name: {}", node, e.toString());
            }
            cameras.add(new CameraDevice(name, node.toString()));
        }
        return List.copyOf(cameras);
    }

    /** Reads the cameras from the output of the macOS system profiler, because FFmpeg cannot list them there. */
    static List<CameraDevice> profiled(String json) {
        List<CameraDevice> cameras = new ArrayList<>();
        try {
            for (JsonNode camera : new ObjectMapper().readTree(json).path("SPCameraDataType")) {
                String name = camera.path("_name").asText();
                if (!name.isEmpty()) {
                    cameras.add(new CameraDevice(name, name));
                }
            }
        } catch (IOException e) {
            LOG.debug("no list of cameras: {}", e.toString());
        }
        return List.copyOf(cameras);
    }

    private static String outputOf(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                process.getOutputStream().close();
                String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return process.waitFor(PROCESS_TIMEOUT_SECONDS, TimeUnit.SECONDS) ? output : "";
            } finally {
                process.destroy();
            }
        } catch (IOException e) {
            LOG.debug("{} does not run: {}", command[0], e.toString());
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
