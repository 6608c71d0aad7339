package formcheck.capture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.bytedeco.ffmpeg.global.avutil;

/** Opens video files. Explains failures in the words of the user. */
final class VideoFiles {

    /** Decoder threads. One decodes ahead while the frame before is analysed. Costs nothing measurable on one core. */
    static final int THREADS = 2;

    private static final Pattern VIDEO = Pattern.compile(
            ".*\\.(mp4|m4v|mov|qt|mkv|webm|avi|mpe?g|m2v|m?2?ts|wmv|asf|3gp|3g2|ogv|flv|vob|mjpe?g|h264|h265|hevc)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private VideoFiles() {}

    static boolean isVideo(Path file) {
        return isVideo(name(file)) && Files.isRegularFile(file);
    }

    static boolean isVideo(String name) {
        return VIDEO.matcher(name).matches() && !name.startsWith(".");
    }

    /**
     * Returns whether a name begins with a dot. Systems hide such files, and macOS stores metadata of IMG_1.MOV in
     * ._IMG_1.MOV.
     */
    static boolean isHidden(Path file) {
        return name(file).startsWith(".");
    }

    static FrameSource open(Path path, OptionalDouble givenRate, CaptureLimits limits) throws CaptureException {
        String name = name(path);
        checkReadable(path, name);
        FfmpegInput input;
        try {
            input = FfmpegInput.file(path, limits);
        } catch (RefusedException e) {
            throw new CaptureException(name + " " + e.getMessage(), e);
        } catch (FfmpegException e) {
            throw new CaptureException(ImageKind.undecoded(path).orElseGet(() -> inWords(name, e)), e);
        }
        try {
            SourceMode mode = new SourceMode(false, false, THREADS, givenRate);
            return FfmpegSource.open(new OpenedVideo(input, name, mode, limits), null);
        } catch (CaptureException e) {
            throw ImageKind.undecoded(path)
                    .map(words -> new CaptureException(words, e))
                    .orElse(e);
        }
    }

    static String name(Path path) {
        Path name = path.getFileName();
        return name == null ? path.toString() : name.toString();
    }

    static void checkReadable(Path path, String name) throws CaptureException {
        if (Files.notExists(path)) {
            throw new CaptureException("No such file: " + path + ". Check the path.");
        }
        if (Files.isDirectory(path)) {
            throw new CaptureException(path + " is a folder, not a video file.");
        }
        if (!Files.isRegularFile(path)) {
            throw new CaptureException(path + " is not a regular file. Save it as one first.");
        }
        if (!Files.isReadable(path)) {
            throw new CaptureException(path + " may not be read: permission denied. Check its access rights.");
        }
        try {
            if (Files.size(path) == 0) {
                throw new CaptureException(name + " is empty. Copy or record it again.");
            }
        } catch (IOException e) {
            throw new CaptureException(path + " may not be read. Check its access rights.", e);
        }
    }

    private static String inWords(String name, FfmpegException e) {
        if (e.code() == avutil.AVERROR_STREAM_NOT_FOUND()) {
            return name + " holds no video, only sound or the like. Give a video file.";
        }
        if (e.interrupted()) {
            return name + " could not be read in time. Copy it to this machine's own disk first.";
        }
        return name + " is not a video that can be read: it is another kind of file, or it was cut off before its index"
                + " was written. Record, copy or convert it again.";
    }
}
