package formcheck.capture;

import static formcheck.capture.FfmpegException.check;

import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/** Decodes one video stream. Results are those of FFmpeg: 0 or a negative error code. */
final class VideoDecoder implements AutoCloseable {

    private static final Set<Integer> WITH_JPEG_INSIDE = Set.of(
            avcodec.AV_CODEC_ID_MJPEGB,
            avcodec.AV_CODEC_ID_LJPEG,
            avcodec.AV_CODEC_ID_JPEGLS,
            avcodec.AV_CODEC_ID_SP5X,
            avcodec.AV_CODEC_ID_AMV,
            avcodec.AV_CODEC_ID_SMVJPEG,
            avcodec.AV_CODEC_ID_THP,
            avcodec.AV_CODEC_ID_MXPEG,
            avcodec.AV_CODEC_ID_AVRN,
            avcodec.AV_CODEC_ID_TDSC,
            avcodec.AV_CODEC_ID_TIFF,
            avcodec.AV_CODEC_ID_G2M,
            avcodec.AV_CODEC_ID_NUV);

    private final AVCodecContext context;

    private VideoDecoder(AVCodecContext context) {
        this.context = context;
    }

    /**
     * @param lowDelay whether each frame has to come as soon as its data: threads then share a frame instead of
     *     working on several
     */
    static VideoDecoder open(
            AVCodecParameters parameters, AVRational timeBase, int threads, boolean lowDelay, CaptureLimits limits)
            throws FfmpegException {
        checkAllowed(parameters);
        AVCodec codec = avcodec.avcodec_find_decoder(parameters.codec_id());
        if (codec == null) {
            throw new FfmpegException(avutil.AVERROR_DECODER_NOT_FOUND());
        }
        VideoDecoder decoder = new VideoDecoder(avcodec.avcodec_alloc_context3(codec));
        try {
            AVCodecContext context = decoder.context;
            check(avcodec.avcodec_parameters_to_context(context, parameters));
            context.pkt_timebase(timeBase);
            context.thread_count(threads);
            if (lowDelay) {
                context.thread_type(AVCodecContext.FF_THREAD_SLICE);
                context.flags(context.flags() | avcodec.AV_CODEC_FLAG_LOW_DELAY);
            }
            AVDictionary options = Ffmpeg.dictionary(Map.of("max_pixels", Long.toString(limits.maxPixels())));
            int opened = avcodec.avcodec_open2(context, codec, options);
            avutil.av_dict_free(options);
            check(opened);
            return decoder;
        } catch (FfmpegException e) {
            decoder.close();
            throw e;
        }
    }

    /**
     * Refuses codecs that contain JPEGs inside packets of another form, because their work cannot be counted before
     * decoding. No camera writes them.
     */
    static void checkAllowed(AVCodecParameters parameters) throws FfmpegException {
        if (WITH_JPEG_INSIDE.contains(parameters.codec_id())) {
            throw new FfmpegException(avutil.AVERROR_DECODER_NOT_FOUND());
        }
    }

    /** Sends a packet; null signals the end of the stream. */
    int send(@Nullable AVPacket packet) {
        return avcodec.avcodec_send_packet(context, packet);
    }

    int receive(AVFrame frame) {
        return avcodec.avcodec_receive_frame(context, frame);
    }

    @Override
    public void close() {
        avcodec.avcodec_free_context(context);
    }
}
