package formcheck.capture;

import static formcheck.capture.FfmpegException.check;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** An open container or device of FFmpeg: the packets of its video, and what it says of itself. */
final class FfmpegInput implements AutoCloseable {

    /** No protocol has this name, so a file that refers to other files or to the network gets nothing. */
    private static final String NO_PROTOCOL = "none";

    /** FFmpeg's format for files whose names look like pictures or patterns; it would open others beside. */
    private static final String BY_NAME_ALONE = "image2";

    private static final double HIGHEST_RATE = 1000;

    /** Formats that hold pictures and nothing else, beside those that FFmpeg marks so: the times it gives them are made up. */
    private static final Set<String> WITHOUT_TIMES =
            Set.of("mpjpeg", "mjpeg", "h264", "hevc", "m4v", "mpegvideo", "obu");

    private final Interrupt interrupt;
    private final AVFormatContext context;
    private @Nullable AVIOContext io;
    private @Nullable AVStream video;

    private FfmpegInput(Interrupt interrupt) {
        this.interrupt = interrupt;
        this.context = avformat.avformat_alloc_context();
        interrupt.attachTo(context.interrupt_callback());
    }

    /**
     * A local file, opened so that nothing it says can make FFmpeg open anything else.
     *
     * @throws RefusedException if it is no video, or too large a one
     */
    static FfmpegInput file(Path path, CaptureLimits limits) throws FfmpegException, RefusedException {
        return file(path, limits, false);
    }

    /** As {@link #file}, without looking into more than the first picture. */
    static FfmpegInput picture(Path path, CaptureLimits limits) throws FfmpegException, RefusedException {
        return file(path, limits, true);
    }

    private static FfmpegInput file(Path path, CaptureLimits limits, boolean picture)
            throws FfmpegException, RefusedException {
        Ffmpeg.load();
        FfmpegInput input = new FfmpegInput(new Interrupt(limits.open()));
        try {
            AVInputFormat format = input.openFile(path);
            Containers.check(format);
            input.openContext("", format, Map.of("protocol_whitelist", NO_PROTOCOL));
            VideoStreamSearch.refuseTooLarge(input.context, limits);
            if (!picture) {
                VideoStreamSearch.describe(input.context, limits);
            }
            input.video = VideoStreamSearch.best(input.context);
            return input;
        } catch (RefusedException e) {
            input.close();
            throw e;
        } catch (FfmpegException e) {
            throw input.givenUp(e);
        }
    }

    /**
     * What a web server answers, opened so that nothing it says can make FFmpeg open anything else: neither a place that the
     * server sends on to, nor what an answer refers to.
     *
     * @param connection FFmpeg's options of the protocol
     * @param options FFmpeg's options of the format
     */
    static FfmpegInput http(
            String address, Map<String, String> connection, Map<String, String> options, CaptureLimits limits)
            throws FfmpegException, RefusedException {
        Ffmpeg.load();
        FfmpegInput input = new FfmpegInput(new Interrupt(limits.open()));
        try (BytePointer text = Ffmpeg.text(address)) {
            AVInputFormat format = input.openContent(text, connection, "");
            Containers.check(format);
            Map<String, String> all = new HashMap<>(options);
            all.put("protocol_whitelist", NO_PROTOCOL);
            input.openContext("", format, all);
            input.findVideo(limits);
            return input;
        } catch (RefusedException e) {
            input.close();
            throw e;
        } catch (FfmpegException e) {
            throw input.givenUp(e);
        }
    }

    /**
     * An address that FFmpeg speaks RTSP or RTMP with. It follows no redirect: the protocols that it is let use name neither
     * RTSP nor RTSPS, which it asks for before it follows one.
     *
     * @param format FFmpeg's name; null to find it out from what comes
     */
    static FfmpegInput stream(
            String address, @Nullable String format, Map<String, String> options, CaptureLimits limits)
            throws FfmpegException, RefusedException {
        Ffmpeg.load();
        FfmpegInput input = new FfmpegInput(new Interrupt(limits.open()));
        try {
            input.openContext(address, format == null ? null : avformat.av_find_input_format(format), options);
            input.findVideo(limits);
            return input;
        } catch (RefusedException e) {
            input.close();
            throw e;
        } catch (FfmpegException e) {
            throw input.givenUp(e);
        }
    }

    private void findVideo(CaptureLimits limits) throws FfmpegException, RefusedException {
        VideoStreamSearch.refuseTooLarge(context, limits);
        VideoStreamSearch.describe(context, limits);
        video = VideoStreamSearch.best(context);
    }

    /**
     * A device of this machine. Reading it answers 'try again' where another input would wait: devices wait without asking
     * whether they should go on.
     *
     * @param format FFmpeg's name for this kind of device
     */
    static FfmpegInput device(String format, String address, Map<String, String> options, CaptureLimits limits)
            throws FfmpegException {
        Ffmpeg.loadDevices();
        FfmpegInput input = new FfmpegInput(new Interrupt(limits.open()));
        try {
            AVInputFormat kind = avformat.av_find_input_format(format);
            if (kind == null) {
                throw new FfmpegException(avutil.AVERROR_DEMUXER_NOT_FOUND());
            }
            input.context.flags(input.context.flags() | AVFormatContext.AVFMT_FLAG_NONBLOCK);
            input.openContext(address, kind, options);
            input.video = VideoStreamSearch.best(input.context);
            return input;
        } catch (FfmpegException e) {
            throw input.givenUp(e);
        }
    }

    /** Closes this; some of FFmpeg's formats say 'end' or 'bad data' where their waiting was ended. */
    private FfmpegException givenUp(FfmpegException failure) {
        boolean waitedTooLong = interrupt.due();
        close();
        return waitedTooLong ? new FfmpegException(avutil.AVERROR_EXIT()) : failure;
    }

    private AVInputFormat openFile(Path path) throws FfmpegException {
        try (BytePointer address = Ffmpeg.file(path)) {
            return openContent(address, Map.of("protocol_whitelist", "file"), String.valueOf(path.getFileName()));
        }
    }

    /**
     * Returns its format, found by content.
     *
     * @param name helps for the few formats that have no mark of their own
     */
    private AVInputFormat openContent(BytePointer address, Map<String, String> options, String name)
            throws FfmpegException {
        AVIOContext opened = new AVIOContext(null);
        AVDictionary dictionary = Ffmpeg.dictionary(options);
        try (AVIOInterruptCB callback = new AVIOInterruptCB()) {
            interrupt.attachTo(callback);
            check(avformat.avio_open2(opened, address, avformat.AVIO_FLAG_READ, callback, dictionary));
        } finally {
            avutil.av_dict_free(dictionary);
        }
        io = opened;
        AVInputFormat format = probe(opened, name);
        if (format.name().getString().equals(BY_NAME_ALONE)) {
            format = probe(opened, "");
        }
        context.pb(opened);
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO); // it is closed here, and not by FFmpeg
        return format;
    }

    private static AVInputFormat probe(AVIOContext content, String name) throws FfmpegException {
        AVInputFormat format = new AVInputFormat(null);
        check(avformat.av_probe_input_buffer2(content, format, name, null, 0, 0));
        return format;
    }

    private void openContext(String address, @Nullable AVInputFormat format, Map<String, String> options)
            throws FfmpegException {
        AVDictionary dictionary = Ffmpeg.dictionary(options);
        try (BytePointer text = Ffmpeg.text(address)) {
            check(avformat.avformat_open_input(context, text, format, dictionary));
        } finally {
            avutil.av_dict_free(dictionary);
        }
    }

    Interrupt interrupt() {
        return interrupt;
    }

    private AVStream video() {
        if (video == null) {
            throw new IllegalStateException("not open");
        }
        return video;
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
        double rate = Ffmpeg.number(video().avg_frame_rate());
        return rate > 0 && rate <= HIGHEST_RATE ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    AVCodecParameters parameters() {
        return video().codecpar();
    }

    AVRational timeBase() {
        return video().time_base();
    }

    /** The nominal rate, if one is named that a camera can have. */
    OptionalDouble framesPerSecond() {
        double rate = Ffmpeg.number(avformat.av_guess_frame_rate(context, video(), null));
        return rate > 0 && rate <= HIGHEST_RATE ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }

    /** Width of a pixel over its height, 0 if unknown. */
    double pixelAspect(AVFrame frame) {
        try (AVRational aspect = avformat.av_guess_sample_aspect_ratio(context, video(), frame)) {
            return Ffmpeg.number(aspect); // asked for with every picture, so its memory does not wait for the collector
        }
    }

    /** What the container says of its own length. */
    Promise promise() {
        return Promise.of(context, video());
    }

    boolean atEnd() {
        return io != null && avformat.avio_feof(io) != 0;
    }

    /** Whether a packet is one of the video. */
    boolean isVideo(AVPacket packet) {
        return packet.stream_index() == video().index();
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
            if (i != video().index()) {
                context.streams(i).discard(avcodec.AVDISCARD_ALL);
            }
        }
    }

    @Override
    public void close() {
        if (!context.isNull()) {
            avformat.avformat_close_input(context);
        }
        if (io != null) {
            avformat.avio_closep(io);
            io = null;
        }
        interrupt.close();
    }
}
