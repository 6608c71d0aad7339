package formcheck.capture;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where frames shall come from. */
public sealed interface SourceSpec {

    /** Files in the order of their names: numbers by value, letters without regard to case. */
    Comparator<Path> BY_NAME = NaturalOrder.OF_FILES;

    /**
     * Opens the source, and waits for its first picture.
     *
     * @param limits time-outs and the largest picture
     * @throws CaptureException if there is nothing to see, in one line that says what is wrong and what to do
     */
    FrameSource open(CaptureLimits limits) throws CaptureException;

    /**
     * What a user means on the command line: an existing file or folder; {@code camera:0}, {@code camera:/dev/video0},
     * {@code camera:NAME}, or the number alone; an address that begins with {@code http://}, {@code https://},
     * {@code rtsp://}, {@code rtsps://}, {@code rtmp://} or {@code rtmps://}.
     *
     * @throws CaptureException if it is none of these; the message holds no password
     */
    static SourceSpec parse(String text) throws CaptureException {
        if (text.isBlank()) {
            throw new CaptureException(
                    "No source was given. Give a file, a folder of images, an address or camera:0.");
        }
        if (text.toLowerCase(Locale.ROOT).startsWith("camera:")) {
            String device = text.substring("camera:".length());
            if (device.isBlank()) {
                throw new CaptureException("camera: needs a number or a device, for instance camera:0.");
            }
            return new Camera(device);
        }
        Matcher address = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]+)://.*").matcher(text);
        return address.matches() ? address(text, address.group(1)) : file(text);
    }

    private static SourceSpec address(String text, String scheme) throws CaptureException {
        String shown = StreamAddresses.withoutSecrets(text);
        try {
            URI address = new URI(text);
            if (scheme.equalsIgnoreCase("file")) {
                return file(shown, Path.of(address));
            }
            if (!StreamAddresses.supports(scheme)) {
                throw new CaptureException(shown + " cannot be opened: " + scheme
                        + " is not supported. Use http, https, rtsp, rtsps, rtmp or rtmps.");
            }
            if (address.getRawAuthority() == null) {
                throw new CaptureException(shown + " names no host. Check the address.");
            }
            return new Stream(address);
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Its message repeats the address with all it holds, so it is not passed on.
            throw new CaptureException(shown + " is not a complete address. Check it, and write special characters"
                    + " (in a password, too) as % and two digits.");
        }
    }

    private static SourceSpec file(String text) throws CaptureException {
        try {
            return file(text, Path.of(text));
        } catch (InvalidPathException e) {
            throw new CaptureException(
                    FileNames.lost(text).orElse("Not a path: " + text + ". Check for stray characters."), e);
        }
    }

    private static SourceSpec file(String text, Path path) throws CaptureException {
        if (Files.isDirectory(path)) {
            return new Images(path, Images.DEFAULT_FRAMES_PER_SECOND);
        }
        if (Files.isRegularFile(path)) {
            return new VideoFile(path);
        }
        if (Files.exists(path)) { // reading it would wait for whoever writes, perhaps for ever
            String orWatch = text.startsWith("/dev/video") ? ", or watch it as camera:" + text : "";
            throw new CaptureException(
                    text + " is a pipe, a device or a socket, not a regular file. Save what comes from"
                            + " it as a file first" + orWatch + ".");
        }
        if (text.matches("\\d{1,4}")) {
            return new Camera(text);
        }
        throw new CaptureException(FileNames.lost(text).orElse("No such file: " + text + ". Check the path."));
    }

    /** A file as {@link #parse} takes it, whatever letters its name has and the system's locale knows. */
    static String text(Path file) {
        return FileNames.text(file);
    }

    /**
     * A video file of any container and codec that FFmpeg reads; a single still picture is a video of one frame. Playlists
     * and other files that lead elsewhere are refused, and nothing in a file makes anything else open.
     *
     * <p>Pictures come upright as the file's display matrix says, and with square pixels: a picture of oblong ones is
     * enlarged in the dimension in which they are long. Times are the file's own, counted from its first picture; a picture
     * that is not later than the one before is left out. A file that breaks off is read up to there. A phone's slow motion
     * comes in the time in which it was filmed, where the file tells it; {@link SourceInfo#remark()} says so.
     *
     * @param framesPerSecond for a file that holds no times of its own, above 0, to 1000; others keep their times, and
     *     {@link SourceInfo#remark()} says so
     */
    record VideoFile(Path path, OptionalDouble framesPerSecond) implements SourceSpec {
        public VideoFile {
            framesPerSecond.ifPresent(SourceSpec::checkRate);
        }

        public VideoFile(Path path) {
            this(path, OptionalDouble.empty());
        }

        /** Whether a file is a video by its name, where a folder holds other files too. */
        public static boolean isVideo(Path file) {
            return VideoFiles.isVideo(file);
        }

        @Override
        public FrameSource open(CaptureLimits limits) throws CaptureException {
            return VideoFiles.open(path, framesPerSecond, limits);
        }
    }

    private static void checkRate(double framesPerSecond) {
        if (!(framesPerSecond > 0 && framesPerSecond <= 1000)) {
            throw new IllegalArgumentException("a frame rate is above 0 and at most 1000: " + framesPerSecond);
        }
    }

    /**
     * Pictures of one folder (png, jpg, jpeg, bmp, webp) in the order of their names (numbers by value), shown at a given
     * rate.
     *
     * @param framesPerSecond above 0, to 1000
     */
    record Images(Path directory, double framesPerSecond) implements SourceSpec {

        public static final double DEFAULT_FRAMES_PER_SECOND = 30;

        public Images {
            checkRate(framesPerSecond);
        }

        /** Whether a file is one of those that are shown, by its name. */
        public static boolean isImage(Path file) {
            return ImagesSource.isImage(file);
        }

        @Override
        public FrameSource open(CaptureLimits limits) throws CaptureException {
            return ImagesSource.open(directory, framesPerSecond, limits);
        }
    }

    /**
     * A network address that FFmpeg opens: MJPEG over HTTP, RTSP, a video file on a web server; no playlist. Of redirects
     * three on the same host are followed, of RTSP none. It may hold a password,
     * which is shown nowhere: neither in {@link #toString()} nor in messages or {@link SourceInfo#name()}. Certificates are
     * not checked, since cameras sign their own.
     */
    record Stream(URI address) implements SourceSpec {
        @Override
        public FrameSource open(CaptureLimits limits) throws CaptureException {
            return StreamAddresses.open(address, limits);
        }

        @Override
        public String toString() {
            return "Stream[address=" + StreamAddresses.withoutSecrets(address.toString()) + "]";
        }
    }

    /**
     * A camera of this machine: a number (0 is the first of {@link Cameras#list()}), the system's own name for its device, or
     * the name it shows to people.
     */
    record Camera(String device) implements SourceSpec {
        @Override
        public FrameSource open(CaptureLimits limits) throws CaptureException {
            return Cameras.open(device, limits);
        }
    }

    /**
     * Pictures that a browser takes with its own camera and hands over.
     *
     * @param name of the camera, in the user's words
     * @param width of the pictures, pixels
     * @param height as {@code width}
     */
    record Browser(String name, int width, int height) implements SourceSpec {
        /** Largest picture that a page sends, pixels a side: the model looks at 256 of them. */
        public static final int LARGEST_SIDE = 1920;

        public Browser {
            if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
                throw new IllegalArgumentException("a camera image has 1 to " + LARGEST_SIDE + " pixels a side");
            }
        }

        /** Waits for nothing: pictures come when the browser has them. */
        @Override
        public PushedFrames open(CaptureLimits limits) {
            return new PushedFrames(this, limits);
        }
    }
}
