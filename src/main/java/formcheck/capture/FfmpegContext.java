package formcheck.capture;

import static formcheck.capture.FfmpegException.check;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** Owns the native memory of an {@link FfmpegInput}: the format context, its byte stream and its interrupt. */
final class FfmpegContext implements AutoCloseable {

    /** No protocol has this name, so a file cannot make FFmpeg open other files or the network. */
    private static final Map<String, String> NO_PROTOCOL = Map.of("protocol_whitelist", "none");

    /** FFmpeg's format for numbered image files, chosen by the file name. It would open other files too. */
    private static final String BY_NAME_ALONE = "image2";

    private final Interrupt interrupt;
    private final AVFormatContext context;
    private @Nullable AVIOContext io;

    FfmpegContext(Interrupt interrupt) {
        this.interrupt = interrupt;
        this.context = avformat.avformat_alloc_context();
        interrupt.attachTo(context.interrupt_callback());
    }

    Interrupt interrupt() {
        return interrupt;
    }

    AVFormatContext container() {
        return context;
    }

    /**
     * Opens a local file.
     *
     * @throws RefusedException if its format may not be opened
     */
    void openFile(Path path) throws FfmpegException, RefusedException {
        try (BytePointer address = Ffmpeg.file(path)) {
            String name = String.valueOf(path.getFileName());
            openContent(address, Map.of("protocol_whitelist", "file"), name, Map.of());
        }
    }

    /**
     * Opens a response of a web server.
     *
     * @param connection FFmpeg's protocol options
     * @param options FFmpeg's format options
     * @throws RefusedException if its format may not be opened
     */
    void openHttp(String address, Map<String, String> connection, Map<String, String> options)
            throws FfmpegException, RefusedException {
        try (BytePointer text = Ffmpeg.text(address)) {
            openContent(text, connection, "", options);
        }
    }

    /**
     * Opens a URL or a device.
     *
     * @param format null to detect it from the content
     */
    void open(String address, @Nullable AVInputFormat format, Map<String, String> options) throws FfmpegException {
        AVDictionary dictionary = Ffmpeg.dictionary(options);
        try (BytePointer text = Ffmpeg.text(address)) {
            check(avformat.avformat_open_input(context, text, format, dictionary));
        } finally {
            avutil.av_dict_free(dictionary);
        }
    }

    /**
     * Detects the format by content and lets it open nothing else.
     *
     * @param name a hint for the few formats without a signature
     */
    private void openContent(
            BytePointer address, Map<String, String> connection, String name, Map<String, String> options)
            throws FfmpegException, RefusedException {
        AVIOContext content = connect(address, connection);
        io = content;
        AVInputFormat format = probe(content, name);
        if (format.name().getString().equals(BY_NAME_ALONE)) {
            format = probe(content, "");
        }
        context.pb(content);
        context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_CUSTOM_IO); // closed here, not by FFmpeg
        Containers.check(format);
        Map<String, String> all = new HashMap<>(options);
        all.putAll(NO_PROTOCOL);
        open("", format, all);
    }

    private AVIOContext connect(BytePointer address, Map<String, String> options) throws FfmpegException {
        AVIOContext content = new AVIOContext(null);
        AVDictionary dictionary = Ffmpeg.dictionary(options);
        try (AVIOInterruptCB callback = new AVIOInterruptCB()) {
            interrupt.attachTo(callback);
            check(avformat.avio_open2(content, address, avformat.AVIO_FLAG_READ, callback, dictionary));
        } finally {
            avutil.av_dict_free(dictionary);
        }
        return content;
    }

    private static AVInputFormat probe(AVIOContext content, String name) throws FfmpegException {
        AVInputFormat format = new AVInputFormat(null);
        check(avformat.av_probe_input_buffer2(content, format, name, null, 0, 0));
        return format;
    }

    /** Returns whether a file or a response was read to its end. */
    boolean atEnd() {
        return io != null && avformat.avio_feof(io) != 0;
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
