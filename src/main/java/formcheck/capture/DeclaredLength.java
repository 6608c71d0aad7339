package formcheck.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * What a container says of its own length. What FFmpeg only guesses from the bit rate is no promise.
 *
 * @param pictures how many, 0 if it does not say
 * @param videoEnd when its video ends, seconds of its own time
 * @param end when the longest of its streams ends, seconds of its own time
 * @param duration of the video, or of the longest stream where only that is named
 */
record DeclaredLength(long images, OptionalDouble videoEnd, OptionalDouble end, Optional<Duration> duration) {

    static DeclaredLength of(AVFormatContext context, AVStream video) {
        long images = Math.max(0, video.nb_frames());
        if (context.duration_estimation_method() == avformat.AVFMT_DURATION_FROM_BITRATE) {
            return new DeclaredLength(images, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty());
        }
        double tick = Ffmpeg.number(video.time_base());
        OptionalDouble videoEnd = end(video.start_time(), video.duration(), tick);
        OptionalDouble end = end(context.start_time(), context.duration(), 1.0 / avutil.AV_TIME_BASE);
        double seconds =
                videoEnd.isPresent() ? video.duration() * tick : context.duration() / (double) avutil.AV_TIME_BASE;
        return new DeclaredLength(
                images,
                videoEnd,
                end,
                seconds > 0 ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9))) : Optional.empty());
    }

    private static OptionalDouble end(long start, long duration, double tick) {
        long from = start == avutil.AV_NOPTS_VALUE() ? 0 : start;
        return duration > 0 ? OptionalDouble.of((from + duration) * tick) : OptionalDouble.empty();
    }
}
