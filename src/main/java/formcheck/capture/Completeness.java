package formcheck.capture;

import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avcodec.AVPacket;

/** Compares what a container promised with what came out of it: a file cut off by a full disk rarely says so itself. */
final class Completeness {

    private static final double MISSING_SECONDS = 0.5;
    private static final double MISSING_SHARE = 0.02;
    private static final int SPARE_FRAMES = 2;
    private static final double ROUNDING = 1e-6;

    private long images;
    private double videoStart = Double.POSITIVE_INFINITY;
    private double videoEnd = Double.NEGATIVE_INFINITY;
    private double furthestEnd = Double.NEGATIVE_INFINITY;

    void add(FfmpegInput input, AVPacket packet) {
        double end = input.endOf(packet).orElse(Double.NEGATIVE_INFINITY);
        furthestEnd = Math.max(furthestEnd, end);
        if (input.isVideo(packet)) {
            images++;
            videoStart = Math.min(videoStart, input.startOf(packet).orElse(Double.POSITIVE_INFINITY));
            videoEnd = Math.max(videoEnd, end);
        }
    }

    /**
     * Whether clearly less came than was promised: more than half a second or two per cent, whatever is less, but never
     * for two pictures only. A container that names the end of its longest stream only is complete when any of its streams
     * went that far: sound may outlast the picture.
     */
    boolean missesItsEnd(DeclaredLength promise) {
        if (Double.isInfinite(videoEnd)) {
            return false; // nothing had a time
        }
        double interval = images > 1 ? (videoEnd - videoStart) / images : MISSING_SECONDS;
        double length = promise.duration().map(known -> known.toNanos() * 1e-9).orElse(0.0);
        double tolerance =
                Math.max(SPARE_FRAMES * interval, Math.min(MISSING_SECONDS, MISSING_SHARE * length)) + ROUNDING;
        OptionalDouble video = promise.videoEnd();
        double missing = video.isPresent()
                ? video.getAsDouble() - videoEnd
                : promise.end().orElse(Double.NEGATIVE_INFINITY) - furthestEnd;
        return missing > tolerance || (promise.images() - images) * interval > tolerance;
    }
}
