package formcheck.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * Length that a container declares. Estimates that FFmpeg derives from the bit rate are left out.
 *
 * @param frames number of frames, 0 if not declared
 * @param videoEnd end of the video stream, seconds of container time
 * @param end end of the longest stream, seconds of container time
 * @param duration of the video, or of the longest stream if the video declares none
 */
record DeclaredLength(long frames, OptionalDouble videoEnd, OptionalDouble end, Optional<Duration> duration) {

    static DeclaredLength of(AVFormatContext context, AVStream video) {
        long frames = Math.max(0, video.nb_frames());
        if (context.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_BITRATE) {
            return new DeclaredLength(frames, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
        }
        double tick = Ffmpeg.number(video.time_base());
        OptionalDouble videoEnd = end(video.start_time(), video.duration(), tick);
        OptionalDouble end = end(context.start_time(), context.duration(), 1.0 / avutil.AV_TIME_BASE);
        double seconds =
                videoEnd.isPresent() ? video.duration() * tick : context.duration() / (double) avutil.AV_TIME_BASE;
        return new DeclaredLength(
                frames,
                videoEnd,
                end,
                seconds > 0 ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9))) : Optional.empty());
    }

    private static OptionalDouble end(long start, long duration, double tick) {
        long from = start == avutil.AV_NOPTS_VALUE() ? 0 : start;
        return duration > 0 ? OptionalDouble.of((from + duration) * tick) : OptionalDouble.empty();
    }
}
