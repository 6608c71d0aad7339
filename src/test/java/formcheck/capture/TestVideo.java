package formcheck.capture;

import static formcheck.capture.FfmpegException.check;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.ffmpeg.global.swscale;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/**
 * Writes a short video whose stored image has a colour in each quarter: red top left, green top right, blue bottom left,
 * white bottom right. The file extension chooses the container.
 */
final class TestVideo {

    private static final int ONE = 1 << 16;

    private final int width;
    private final int height;
    private String codec = "mpeg4";
    private String pixelFormat = "yuv420p";
    private int ticksPerSecond = 30;
    private long[] ticks = LongStream.range(0, 30).toArray();
    private int @Nullable [] matrix;
    private AVRational pixelAspect = avutil.av_make_q(0, 1);
    private Map<String, String> muxerOptions = Map.of();
    private Map<String, String> tags = Map.of();

    TestVideo(int width, int height) {
        this.width = width;
        this.height = height;
    }

    TestVideo codec(String name, String pixelFormatName) {
        codec = name;
        pixelFormat = pixelFormatName;
        return this;
    }

    TestVideo frames(int count, int framesPerSecond) {
        ticksPerSecond = framesPerSecond;
        ticks = LongStream.range(0, count).toArray();
        return this;
    }

    TestVideo at(long... millis) {
        ticksPerSecond = 1000;
        ticks = millis.clone();
        return this;
    }

    /** Sets the display matrix: its numbers a, b, c, d, each -1, 0 or 1. */
    TestVideo shownBy(int a, int b, int c, int d) {
        matrix = new int[] {a * ONE, b * ONE, 0, c * ONE, d * ONE, 0, 0, 0, 1 << 30};
        return this;
    }

    TestVideo pixelAspect(int across, int down) {
        pixelAspect = avutil.av_make_q(across, down);
        return this;
    }

    TestVideo muxerOption(String key, String value) {
        muxerOptions = Map.of(key, value);
        return this;
    }

    /** Sets metadata, as phones write it to MP4 and MOV. */
    TestVideo tag(String key, String value) {
        tags = Map.of(key, value);
        return muxerOption("movflags", "use_metadata_tags");
    }

    Path write(Path file) throws FfmpegException {
        Ffmpeg.load();
        AVFormatContext container = new AVFormatContext(null);
        check(avformat.avformat_alloc_output_context2(container, null, (String) null, file.toString()));
        AVCodec encoder = avcodec.avcodec_find_encoder_by_name(codec);
        AVCodecContext context = avcodec.avcodec_alloc_context3(encoder);
        context.width(width)
                .height(height)
                .pix_fmt(avutil.av_get_pix_fmt(pixelFormat))
                .time_base(avutil.av_make_q(1, ticksPerSecond))
                .framerate(avutil.av_make_q(Math.min(30, ticksPerSecond), 1))
                .sample_aspect_ratio(pixelAspect)
                .gop_size(10)
                .bit_rate(2_000_000)
                .thread_count(1);
        context.strict_std_compliance(avcodec.FF_COMPLIANCE_UNOFFICIAL);
        if ((container.oformat().flags() & avformat.AVFMT_GLOBALHEADER) != 0) {
            context.flags(context.flags() | avcodec.AV_CODEC_FLAG_GLOBAL_HEADER);
        }
        check(avcodec.avcodec_open2(context, encoder, (AVDictionary) null));
        AVStream stream = avformat.avformat_new_stream(container, encoder);
        stream.time_base(context.time_base()).avg_frame_rate(avutil.av_make_q(Math.min(30, ticksPerSecond), 1));
        check(avcodec.avcodec_parameters_from_context(stream.codecpar(), context));
        stream.sample_aspect_ratio(pixelAspect);
        if (matrix != null) {
            IntPointer count = new IntPointer(1).put(0);
            AVPacketSideData data = avcodec.av_packet_side_data_new(
                    stream.codecpar().coded_side_data(), count, avcodec.AV_PKT_DATA_DISPLAYMATRIX, 36, 0);
            new IntPointer(data.data()).put(matrix);
            stream.codecpar().coded_side_data(data).nb_coded_side_data(1);
        }
        AVIOContext io = new AVIOContext(null);
        check(avformat.avio_open(io, Ffmpeg.file(file), avformat.AVIO_FLAG_WRITE));
        container.pb(io);
        container.metadata(Ffmpeg.dictionary(tags));
        check(avformat.avformat_write_header(container, Ffmpeg.dictionary(muxerOptions)));

        AVFrame image = image(context.pix_fmt());
        AVPacket packet = avcodec.av_packet_alloc();
        for (int i = 0; i <= ticks.length; i++) {
            if (i < ticks.length) {
                image.pts(ticks[i]).duration(i + 1 < ticks.length ? ticks[i + 1] - ticks[i] : 1);
            }
            check(avcodec.avcodec_send_frame(context, i < ticks.length ? image : null));
            while (avcodec.avcodec_receive_packet(context, packet) >= 0) {
                packet.stream_index(0);
                avcodec.av_packet_rescale_ts(packet, context.time_base(), stream.time_base());
                check(avformat.av_interleaved_write_frame(container, packet));
            }
        }
        check(avformat.av_write_trailer(container));
        avformat.avio_closep(io);
        avutil.av_frame_free(image);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
        avformat.avformat_free_context(container);
        return file;
    }

    private AVFrame image(int format) throws FfmpegException {
        AVFrame rgb = frame(avutil.AV_PIX_FMT_RGB24);
        BytePointer data = rgb.data(0);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean right = x >= width / 2;
                boolean bottom = y >= height / 2;
                long at = (long) y * rgb.linesize(0) + 3L * x;
                data.put(at, (byte) (right == bottom ? 255 : 0));
                data.put(at + 1, (byte) (right ? 255 : 0));
                data.put(at + 2, (byte) (bottom ? 255 : 0));
            }
        }
        AVFrame image = frame(format);
        SwsContext conversion = swscale.sws_getContext(
                width, height, avutil.AV_PIX_FMT_RGB24, width, height, format, swscale.SWS_BILINEAR, null, null, (double
                                [])
                        null);
        check(swscale.sws_scale_frame(conversion, image, rgb));
        swscale.sws_freeContext(conversion);
        avutil.av_frame_free(rgb);
        return image;
    }

    private AVFrame frame(int format) throws FfmpegException {
        AVFrame frame = avutil.av_frame_alloc();
        frame.width(width).height(height).format(format);
        check(avutil.av_frame_get_buffer(frame, 0));
        return frame;
    }
}
