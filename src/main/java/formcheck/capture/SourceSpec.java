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

/** A source of frames that can be opened. */
public sealed interface SourceSpec {

    /** Orders files by their names: numbers by value, letters ignoring case. */
    Comparator<Path> BY_NAME = NaturalOrder.OF_FILES;

    /**
     * Opens the source and waits for its first frame.
     *
     * @param limits time-outs and the largest image
     * @throws CaptureException if there is no frame, in one line that says what is wrong and what to do
     */
    FrameSource open(CaptureLimits limits) throws CaptureException;

    /**
     * Parses a source of the command line: an existing file or folder; {@code camera:0}, {@code camera:/dev/video0},
     * {@code camera:NAME}, or the number alone; a URL that begins with {@code http://}, {@code https://},
     * {@code rtsp://}, {@code rtsps://}, {@code rtmp://} or {@code rtmps://}.
     *
     * @throws CaptureException if it is none of these; the message contains no password
     */
    static SourceSpec parse(String text) throws CaptureException {
        if (text.isBlank()) {
            throw new CaptureException("No source was given. Give a file, a folder of images, an address or camera:0.");
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
            // The message of the exception repeats the address with its password.
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
        if (Files.exists(path)) { // reading could wait for ever
            String orWatch = text.startsWith("/dev/video") ? ", or watch it as camera:" + text : "";
            throw new CaptureException(
                    text + " is not a regular file but a pipe, a device or a socket. Save what comes from"
                            + " it as a file first" + orWatch + ".");
        }
        if (text.matches("\\d{1,4}")) {
            return new Camera(text);
        }
        throw new CaptureException(FileNames.lost(text).orElseGet(() -> absent(text, path)));
    }

    /** Returns what to tell the user about a path that leads to no file, as far as this user can see. */
    private static String absent(String text, Path path) {
        if (Files.isSymbolicLink(path)) {
            return text + " is a link to a file that does not exist, or that may not be read. Check where it leads.";
        }
        Path parent = path.getParent();
        if (parent != null && Files.isRegularFile(parent)) {
            return "No such file: " + text + ". " + parent + " is a file, not a folder.";
        }
        if (!Files.notExists(path)) {
            return text + " may not be read: permission denied. Check the access rights of the file and its folder.";
        }
        return "No such file: " + text + ". Check the path.";
    }

    /** Returns a file as {@link #parse} accepts it, whatever letters its name has and the locale knows. */
    static String text(Path file) {
        return FileNames.text(file);
    }

    /**
     * A video file of any container and codec that FFmpeg reads; a still image is a video of one frame. Playlists and
     * other files that refer elsewhere are refused, and FFmpeg opens nothing else because of the content of a file.
     *
     * <p>Frames are upright by the display matrix of the file and have square pixels: an image with oblong pixels is
     * enlarged in their longer direction. Times are those of the file, counted from its first frame; a frame that is
     * not later than the one before is skipped. A file that ends early is read up to there. Slow motion of a phone
     * gets the times at which it was filmed, if the file declares them; {@link SourceInfo#remark()} says so.
     *
     * @param framesPerSecond for a file without timestamps, above 0, to 1000; other files keep their timestamps, and
     *     {@link SourceInfo#remark()} says so
     */
    record VideoFile(Path path, OptionalDouble framesPerSecond) implements SourceSpec {
        public VideoFile {
            framesPerSecond.ifPresent(SourceSpec::checkRate);
        }

        public VideoFile(Path path) {
            this(path, OptionalDouble.empty());
        }

        /** Returns whether a file is a video by its name. */
        public static boolean isVideo(Path file) {
            return VideoFiles.isVideo(file);
        }

        /** Returns whether a name is that of a video; of a file that is elsewhere. */
        public static boolean isVideo(String name) {
            return VideoFiles.isVideo(name);
        }

        /** Returns whether the file is one still image, by its first bytes. */
        public boolean isPhoto() {
            return ImageKind.isPhoto(path);
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
     * The images of one folder (png, jpg, jpeg, bmp, webp) in the order of their names, numbers by value, at a given
     * rate.
     *
     * @param framesPerSecond above 0, to 1000
     */
    record Images(Path directory, double framesPerSecond) implements SourceSpec {

        public static final double DEFAULT_FRAMES_PER_SECOND = 30;

        public Images {
            checkRate(framesPerSecond);
        }

        /** Returns whether a file is one of these images by its name. */
        public static boolean isImage(Path file) {
            return ImagesSource.isImage(file);
        }

        @Override
        public FrameSource open(CaptureLimits limits) throws CaptureException {
            return ImagesSource.open(directory, framesPerSecond, limits);
        }
    }

    /**
     * A URL that FFmpeg opens: MJPEG over HTTP, RTSP, RTMP, or a video file on a web server; no playlist. Up to three
     * HTTP redirects on the same host are followed, no RTSP redirect. It may contain a password, which appears
     * neither in {@link #toString()} nor in messages nor in {@link SourceInfo#name()}. Certificates are not checked,
     * because cameras sign their own.
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
     * A camera of this machine.
     *
     * @param device a number (0 is the first of {@link Cameras#list()}), the device of the system, or the name that
     *     it shows to people
     */
    record Camera(String device) implements SourceSpec {
        @Override
        public FrameSource open(CaptureLimits limits) throws CaptureException {
            return Cameras.open(device, limits);
        }
    }

    /**
     * Images that a browser takes with its own camera and sends.
     *
     * @param name of the camera, in the words of the user
     * @param width of the images, pixels
     * @param height of the images, pixels
     */
    record Browser(String name, int width, int height) implements SourceSpec {
        /** Longest side of an image that a page sends, pixels. The input of the model is 256 pixels. */
        public static final int LARGEST_SIDE = 1920;

        public Browser {
            if (width < 1 || height < 1 || width > LARGEST_SIDE || height > LARGEST_SIDE) {
                throw new IllegalArgumentException("a camera image has 1 to " + LARGEST_SIDE + " pixels a side");
            }
        }

        /** Returns at once: frames come when the browser sends them. */
        @Override
        public PushedFrames open(CaptureLimits limits) {
            return new PushedFrames(name, width, height, limits);
        }
    }

    /**
     * Images that a phone takes with its own camera and sends over the network.
     *
     * @param name of the camera, in the words of the user
     * @param width of the images as the phone holds them, pixels
     * @param height of the images as the phone holds them, pixels
     */
    record Phone(String name, int width, int height) implements SourceSpec {
        public Phone {
            if (width < 1 || height < 1 || width > Browser.LARGEST_SIDE || height > Browser.LARGEST_SIDE) {
                throw new IllegalArgumentException(
                        "a phone's image has 1 to " + Browser.LARGEST_SIDE + " pixels a side");
            }
        }

        /** Returns at once: frames come when the phone sends them. */
        @Override
        public PushedFrames open(CaptureLimits limits) {
            return new PushedFrames(name, width, height, limits);
        }
    }
}
