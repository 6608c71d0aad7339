package formcheck.capture;

import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The FFmpeg formats that may be opened. The content decides, never the file name or declared type alone. Each of them
 * contains its own images. Formats that refer to other files or addresses (playlists, session descriptions) are refused,
 * and so are formats that no camera writes.
 */
final class Containers {

    /** The first of FFmpeg's names of each format. */
    private static final Set<String> SELF_CONTAINED = Set.of(
            // containers of cameras, phones and editors
            "mov",
            "matroska",
            "avi",
            "mpegts",
            "mpeg",
            "asf",
            "flv",
            "live_flv",
            "ogg",
            "mxf",
            "dv",
            "dhav",
            "ivf",
            "nut",
            "rm",
            "wtv",
            // video streams without a container
            "mjpeg",
            "mpjpeg",
            "m4v",
            "mpegvideo",
            "h261",
            "h263",
            "h264",
            "hevc",
            "vvc",
            "av1",
            "obu",
            "vc1",
            "dirac",
            "yuv4mpegpipe",
            // single images
            "apng",
            "gif",
            "bmp_pipe",
            "gif_pipe",
            "jpeg_pipe",
            "png_pipe",
            "ppm_pipe",
            "webp_pipe");

    /** Formats that FFmpeg may use inside RTMP. */
    static final String OF_RTMP = "flv,live_flv";

    /** Formats that FFmpeg may use inside RTSP: transport streams and Microsoft's session description. */
    static final String OF_RTSP = "rtsp,mpegts,asf";

    private static final Set<String> REFER_TO_OTHER_FILES =
            Set.of("hls", "concat", "dash", "imf", "sdp", "rtsp", "sap", "webm_dash_manifest", "vobsub");

    private static final Set<String> DRAW_TEXT = Set.of("tty", "bin", "xbin", "adf", "idf");

    private static final Set<String> HOLD_SOUND =
            Set.of("wav", "w64", "mp3", "flac", "aac", "aiff", "au", "caf", "amr", "ac3", "eac3", "dts", "ape", "wv");

    private Containers() {}

    /**
     * @throws RefusedException with the kind of file, if it is a known kind without video
     * @throws FfmpegException if it is not a video format
     */
    static void check(AVInputFormat format) throws RefusedException, FfmpegException {
        String name = format.name().getString().split(",", 2)[0];
        if (REFER_TO_OTHER_FILES.contains(name)) {
            throw RefusedException.notAVideo("a playlist");
        }
        if (DRAW_TEXT.contains(name)) {
            throw RefusedException.notAVideo("a text");
        }
        if (HOLD_SOUND.contains(name)) {
            throw new FfmpegException(avutil.AVERROR_STREAM_NOT_FOUND());
        }
        if (!SELF_CONTAINED.contains(name)) {
            throw new FfmpegException(avutil.AVERROR_INVALIDDATA());
        }
    }
}
