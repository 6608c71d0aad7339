package formcheck.capture;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** An open container or device of FFmpeg. Reads packets and returns what the container declares about its video. */
final class FfmpegInput implements AutoCloseable {

    private static final double HIGHEST_RATE = 1000;

    /** Video formats without timestamps, besides those that FFmpeg marks so. FFmpeg makes up their times. */
    private static final Set<String> WITHOUT_TIMES =
            Set.of("mpjpeg", "mjpeg", "h264", "hevc", "m4v", "mpegvideo", "obu");

    private final FfmpegContext opened;
    private final AVFormatContext context;
    private final AVStream video;

    private FfmpegInput(FfmpegContext opened, AVStream video) {
        this.opened = opened;
        this.context = opened.container();
        this.video = video;
    }

    /**
     * Opens a local file. FFmpeg opens nothing else because of its content.
     *
     * @throws RefusedException if it is not a video or its images are too large
     */
    static FfmpegInput file(Path path, CaptureLimits limits) throws FfmpegException, RefusedException {
        Ffmpeg.load();
        return open(limits, context -> {
            context.openFile(path);
            return VideoStreamSearch.described(context.container(), limits);
        });
    }

    /** Opens an image file, like {@link #file}, without reading beyond the first image. */
    static FfmpegInput image(Path path, CaptureLimits limits) throws FfmpegException, RefusedException {
        Ffmpeg.load();
        return open(limits, context -> {
            context.openFile(path);
            VideoStreamSearch.refuseTooLarge(context.container(), limits);
            return VideoStreamSearch.best(context.container());
        });
    }

    /**
     * Opens a response of a web server. FFmpeg follows no redirect and opens nothing that the response refers to.
     *
     * @param connection FFmpeg's protocol options
     * @param options FFmpeg's format options
     */
    static FfmpegInput http(
            String address, Map<String, String> connection, Map<String, String> options, CaptureLimits limits)
            throws FfmpegException, RefusedException {
        Ffmpeg.load();
        return open(limits, context -> {
            context.openHttp(address, connection, options);
            return VideoStreamSearch.described(context.container(), limits);
        });
    }

    /**
     * Opens an RTSP or RTMP URL. FFmpeg follows no redirect, because the allowed protocols contain neither RTSP nor
     * RTSPS, which it checks before it follows one.
     *
     * @param format FFmpeg's name; null to detect it from the content
     */
    static FfmpegInput stream(
            String address, @Nullable String format, Map<String, String> options, CaptureLimits limits)
            throws FfmpegException, RefusedException {
        Ffmpeg.load();
        return open(limits, context -> {
            context.open(address, format == null ? null : avformat.av_find_input_format(format), options);
            return VideoStreamSearch.described(context.container(), limits);
        });
    }

    /**
     * Opens a camera of this machine. Reading from it returns EAGAIN while no frame is ready, because device reads do
     * not check the interrupt.
     *
     * @param format FFmpeg's name for this kind of device
     */
    static FfmpegInput device(String format, String address, Map<String, String> options, CaptureLimits limits)
            throws FfmpegException {
        Ffmpeg.loadDevices();
        return open(limits, context -> {
            AVInputFormat kind = avformat.av_find_input_format(format);
            if (kind == null) {
                throw new FfmpegException(avutil.AVERROR_DEMUXER_NOT_FOUND());
            }
            context.container().flags(context.container().flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
            context.open(address, kind, options);
            return VideoStreamSearch.best(context.container());
        });
    }

    /**
     * Opens a context and finds its video stream.
     *
     * @param <E> thrown besides failures of FFmpeg
     */
    private interface Opening<E extends Exception> {
        AVStream open(FfmpegContext context) throws FfmpegException, E;
    }

    private static <E extends Exception> FfmpegInput open(CaptureLimits limits, Opening<E> opening)
            throws FfmpegException, E {
        FfmpegContext context = new FfmpegContext(new Interrupt(limits.open()));
        boolean done = false;
        try {
            FfmpegInput input = new FfmpegInput(context, opening.open(context));
            done = true;
            return input;
        } catch (FfmpegException e) {
            // Some formats return 'end' or 'bad data' when the interrupt ends their waiting.
            throw context.interrupt().due() ? new FfmpegException(avutil.AVERROR_EXIT()) : e;
        } finally {
            if (!done) {
                context.close();
            }
        }
    }

    Interrupt interrupt() {
        return opened.interrupt();
    }

    /** Returns FFmpeg's name of the format, or its names separated by commas. */
    String format() {
        return context.iformat().name().getString();
    }

    /** Returns whether FFmpeg makes up the timestamps: at 25 frames a second, unless the video declares a rate. */
    boolean holdsNoTimes() {
        String format = format();
        return (context.iformat().flags() & avformat.AVFMT_NOTIMESTAMPS) != 0
                || WITHOUT_TIMES.contains(format)
                || format.endsWith("_pipe");
    }

    /** Returns a metadata value of the container. */
    Optional<String> tag(String key) {
        AVDictionaryEntry entry = avutil.av_dict_get(context.metadata(), key, null, 0);
        return entry == null ? Optional.empty() : Optional.of(Ffmpeg.text(entry.value()));
    }

    /** Returns the stored frames per second averaged over the video; empty if unknown. */
    OptionalDouble averageRate() {
        double rate = Ffmpeg.number(video.avg_frame_rate());
        return rate > 0 && rate <= HIGHEST_RATE ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    AVCodecParameters parameters() {
        return video.codecpar();
    }

    AVRational timeBase() {
        return video.time_base();
    }

    /** Returns the nominal frame rate; empty if none is declared, or one that no camera has. */
    OptionalDouble framesPerSecond() {
        double rate = Ffmpeg.number(avformat.av_guess_frame_rate(context, video, null));
        return rate > 0 && rate <= HIGHEST_RATE ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    /** Returns width over height of a pixel; 0 if unknown. */
    double pixelAspect(AVFrame frame) {
        try (AVRational aspect = avformat.av_guess_sample_aspect_ratio(context, video, frame)) {
            return Ffmpeg.number(aspect); // runs for each frame, so its memory is freed at once
        }
    }

    /** Returns the length that the container declares. */
    DeclaredLength declaredLength() {
        return DeclaredLength.of(context, video);
    }

    boolean atEnd() {
        return opened.atEnd();
    }

    /** Returns whether a packet belongs to the video stream. */
    boolean isVideo(AVPacket packet) {
        return packet.stream_index() == video.index();
    }

    /** Returns the start of a packet of any stream, seconds of container time. */
    OptionalDouble startOf(AVPacket packet) {
        return time(packet, 0);
    }

    /** Returns the end of a packet of any stream, seconds of container time. */
    OptionalDouble endOf(AVPacket packet) {
        return time(packet, Math.max(0, packet.duration()));
    }

    private OptionalDouble time(AVPacket packet, long later) {
        long stamp = packet.pts() == avutil.AV_NOPTS_VALUE() ? packet.dts() : packet.pts();
        return stamp == avutil.AV_NOPTS_VALUE()
                ? OptionalDouble.empty()
                : OptionalDouble.of((stamp + later)
                        * Ffmpeg.number(context.streams(packet.stream_index()).time_base()));
    }

    /** Reads the next packet of any stream. Returns 0 or a negative FFmpeg error code. */
    int read(AVPacket packet) {
        return avformat.av_read_frame(context, packet);
    }

    /** Discards all streams but the video, to save work. */
    void videoOnly() {
        for (int i = 0; i < context.nb_streams(); i++) {
            if (i != video.index()) {
                context.streams(i).discard(avcodec.AVDISCARD_ALL);
            }
        }
    }

    @Override
    public void close() {
        opened.close();
    }
}
