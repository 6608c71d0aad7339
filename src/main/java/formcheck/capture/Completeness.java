package formcheck.capture;

import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/**
 * Compares the declared length of a container with what was read. A file that a full disk cut off rarely reports that
 * itself.
 */
final class Completeness {

    private static final double MISSING_SECONDS = 0.5;
    private static final double MISSING_SHARE = 0.02;
    private static final int SPARE_FRAMES = 2;
    private static final double ROUNDING = 1e-6;

    private long frames;
    private double videoStart = Double.POSITIVE_INFINITY;
    private double videoEnd = Double.NEGATIVE_INFINITY;
    private double furthestEnd = Double.NEGATIVE_INFINITY;

    void add(FfmpegInput input, AVPacket packet) {
        double end = input.endOf(packet).orElse(Double.NEGATIVE_INFINITY);
        furthestEnd = Math.max(furthestEnd, end);
        if (input.isVideo(packet)) {
            frames++;
            videoStart = Math.min(videoStart, input.startOf(packet).orElse(Double.POSITIVE_INFINITY));
            videoEnd = Math.max(videoEnd, end);
        }
    }

    /**
     * Returns whether clearly less was read than declared: more than 0.5 seconds or 2 per cent, whichever is less,
     * and always more than two frames. If the container declares the end of its longest stream only, one stream that
     * reaches it is enough, because sound may be longer than the video.
     */
    boolean missesItsEnd(DeclaredLength declared) {
        if (Double.isInfinite(videoEnd)) {
            return false; // no packet had a timestamp
        }
        double interval = frames > 1 ? (videoEnd - videoStart) / frames : MISSING_SECONDS;
        double length = declared.duration().map(known -> known.toNanos() * 1e-9).orElse(0.0);
        double tolerance =
                Math.max(SPARE_FRAMES * interval, Math.min(MISSING_SECONDS, MISSING_SHARE * length)) + ROUNDING;
        OptionalDouble video = declared.videoEnd();
        double missing = video.isPresent()
                ? video.getAsDouble() - videoEnd
                : declared.end().orElse(Double.NEGATIVE_INFINITY) - furthestEnd;
        return missing > tolerance || (declared.frames() - frames) * interval > tolerance;
    }
}
