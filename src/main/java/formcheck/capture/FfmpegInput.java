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

/** An open container or device of FFmpeg: returns packets and what the container says about its video. */
final class FfmpegInput implements AutoCloseable {

    private static final double HIGHEST_RATE = 1000;

    /** Formats that hold pictures and nothing else, beside those that FFmpeg marks so: the times it gives them are made up. */
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
     * Opens a local file. Nothing that it says makes FFmpeg open anything else.
     *
     * @throws RefusedException if it is no video, or too large a one
     */
    static FfmpegInput file(Path path, CaptureLimits limits) throws FfmpegException, RefusedException {
        Ffmpeg.load();
        return open(limits, context -> {
            context.openFile(path);
            return VideoStreamSearch.described(context.container(), limits);
        });
    }

    /** As {@link #file}, without looking into more than the first picture. */
    static FfmpegInput image(Path path, CaptureLimits limits) throws FfmpegException, RefusedException {
        Ffmpeg.load();
        return open(limits, context -> {
            context.openFile(path);
            VideoStreamSearch.refuseTooLarge(context.container(), limits);
            return VideoStreamSearch.best(context.container());
        });
    }

    /**
     * Opens what a web server answers. Nothing that it says makes FFmpeg open anything else: neither a place that the server
     * redirects to, nor what an answer refers to.
     *
     * @param connection FFmpeg's options of the protocol
     * @param options FFmpeg's options of the format
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
     * Opens an address that FFmpeg speaks RTSP or RTMP with. It follows no redirect: the protocols that it is let use name neither
     * RTSP nor RTSPS, which it asks for before it follows one.
     *
     * @param format FFmpeg's name; null to find it out from what comes
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
     * Opens a device of this machine. Reading it answers 'try again' where another input would wait: devices wait without asking
     * whether they should go on.
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
     * Opens a context and finds its video.
     *
     * @param <E> what it throws besides FFmpeg's failures
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
            // Some of FFmpeg's formats say 'end' or 'bad data' where the interrupt ended their waiting.
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

    /** FFmpeg's name of the format, or its names with commas between. */
    String format() {
        return context.iformat().name().getString();
    }

    /** Whether the times of its pictures are made up by FFmpeg, at a rate of 25 unless the pictures name one. */
    boolean holdsNoTimes() {
        String format = format();
        return (context.iformat().flags() & avformat.AVFMT_NOTIMESTAMPS) != 0
                || WITHOUT_TIMES.contains(format)
                || format.endsWith("_pipe");
    }

    /** What the container says about itself under a key. */
    Optional<String> tag(String key) {
        AVDictionaryEntry entry = avutil.av_dict_get(context.metadata(), key, null, 0);
        return entry == null ? Optional.empty() : Optional.of(Ffmpeg.text(entry.value()));
    }

    /** Pictures a second as they are stored, over the whole video; empty if that is not known. */
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

    /** The nominal rate, if one is named that a camera can have. */
    OptionalDouble framesPerSecond() {
        double rate = Ffmpeg.number(avformat.av_guess_frame_rate(context, video, null));
        return rate > 0 && rate <= HIGHEST_RATE ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    /** Width of a pixel over its height, 0 if unknown. */
    double pixelAspect(AVFrame frame) {
        try (AVRational aspect = avformat.av_guess_sample_aspect_ratio(context, video, frame)) {
            return Ffmpeg.number(aspect); // asked for with every picture, so its memory does not wait for the collector
        }
    }

    /** What the container says of its own length. */
    DeclaredLength promise() {
        return DeclaredLength.of(context, video);
    }

    boolean atEnd() {
        return opened.atEnd();
    }

    /** Whether a packet is one of the video. */
    boolean isVideo(AVPacket packet) {
        return packet.stream_index() == video.index();
    }

    /** When a packet of any stream is due, in seconds of the container's time. */
    OptionalDouble startOf(AVPacket packet) {
        return time(packet, 0);
    }

    /** When a packet of any stream is over, in seconds of the container's time. */
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

    /** The next packet of any stream: 0, or a negative code of FFmpeg. */
    int read(AVPacket packet) {
        return avformat.av_read_frame(context, packet);
    }

    /** Spares the work on everything but the video. */
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
