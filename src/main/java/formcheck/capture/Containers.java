package formcheck.capture;

import java.util.Set;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The formats of FFmpeg that are opened, found by what a file or an answer holds and never by its name or its declared type
 * alone. All of them hold their own pictures; whatever refers to other files or addresses (playlists, session descriptions)
 * is not among them, and neither is a format that nobody films in.
 */
final class Containers {

    /** The first of FFmpeg's names of each. */
    private static final Set<String> SELF_CONTAINED = Set.of(
            // files of cameras, phones and editors
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
            // streams of pictures without a container
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
            // one picture
            "apng",
            "gif",
            "bmp_pipe",
            "gif_pipe",
            "jpeg_pipe",
            "png_pipe",
            "ppm_pipe",
            "webp_pipe");

    /** What FFmpeg opens by itself behind RTMP. */
    static final String OF_RTMP = "flv,live_flv";

    /** What may be inside of an RTSP session: transport streams, and Microsoft's way of describing one. */
    static final String OF_RTSP = "rtsp,mpegts,asf";

    private static final Set<String> REFER_TO_OTHER_FILES =
            Set.of("hls", "concat", "dash", "imf", "sdp", "rtsp", "sap", "webm_dash_manifest", "vobsub");

    private static final Set<String> DRAW_TEXT = Set.of("tty", "bin", "xbin", "adf", "idf");

    private static final Set<String> HOLD_SOUND =
            Set.of("wav", "w64", "mp3", "flac", "aac", "aiff", "au", "caf", "amr", "ac3", "eac3", "dts", "ape", "wv");

    private Containers() {}

    /**
     * @throws RefusedException if it is known not to be opened, and what it is
     * @throws FfmpegException if it is no format of videos
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
