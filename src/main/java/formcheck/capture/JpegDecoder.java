package formcheck.capture;

import static formcheck.capture.FfmpegException.check;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes JPEG files from memory, one after the other, to RGB of one size. For one thread at a time. */
final class JpegDecoder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JpegDecoder.class);

    private static final int START = 0xd8;
    private static final int END = 0xd9;

    private final UprightFrames upright;
    private final CaptureLimits limits;
    private final AVPacket packet;
    private final AVFrame image;
    private Optional<VideoDecoder> decoder = Optional.empty();
    private boolean closed;

    /**
     * @param width of all results, pixels; an image of another shape is fitted in with black bars
     * @param height of all results, pixels
     */
    JpegDecoder(int width, int height, CaptureLimits limits) {
        Ffmpeg.load();
        this.limits = limits;
        this.upright = new UprightFrames(limits, new Geometry(Orientation.UPRIGHT, width, height));
        this.packet = avcodec.av_packet_alloc();
        this.image = avutil.av_frame_alloc();
    }

    /**
     * Decodes a JPEG file to {@code 3 * width * height} bytes of RGB. Returns empty if it is not a JPEG, damaged, too
     * large, or too slow to decode.
     */
    Optional<byte[]> rgb(byte[] jpeg) {
        if (jpeg.length < 4 || !isMarker(jpeg, 0, START) || !isMarker(jpeg, jpeg.length - 2, END)) {
            return Optional.empty(); // FFmpeg would fill the missing part of a truncated file with grey
        }
        JpegWork work = JpegWork.of(ByteBuffer.wrap(jpeg));
        if (!work.within(JpegWork.OF_LIVE_IMAGES)) {
            LOG.debug("an image of {} bytes was skipped: it {}", jpeg.length, work.words());
            return Optional.empty();
        }
        try {
            VideoDecoder open = decoder();
            // Memory of FFmpeg has the padding that its readers need beyond the end.
            check(avcodec.av_new_packet(packet, jpeg.length));
            try {
                packet.data().put(jpeg, 0, jpeg.length);
                check(open.send(packet));
                check(open.receive(image));
                if ((image.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || image.decode_error_flags() != 0) {
                    return Optional.empty();
                }
                return Optional.of(upright.rgb(image, 1));
            } finally {
                avutil.av_frame_unref(image);
                avcodec.av_packet_unref(packet);
            }
        } catch (FfmpegException | RefusedException e) {
            LOG.debug("an image of {} bytes was skipped: {}", jpeg.length, e.getMessage());
            decoder.ifPresent(VideoDecoder::close); // drops the state of a half-decoded image
            decoder = Optional.empty();
            return Optional.empty();
        }
    }

    private static boolean isMarker(byte[] jpeg, int at, int marker) {
        return (jpeg[at] & 0xff) == 0xff && (jpeg[at + 1] & 0xff) == marker;
    }

    private VideoDecoder decoder() throws FfmpegException {
        if (decoder.isEmpty()) {
            AVCodecParameters parameters = avcodec.avcodec_parameters_alloc();
            try {
                parameters.codec_type(avutil.AVMEDIA_TYPE_VIDEO).codec_id(avcodec.AV_CODEC_ID_MJPEG);
                decoder = Optional.of(VideoDecoder.open(parameters, avutil.av_make_q(1, 1000), 1, true, limits));
            } finally {
                avcodec.avcodec_parameters_free(parameters);
            }
        }
        return decoder.get();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            decoder.ifPresent(VideoDecoder::close);
            upright.close();
            avutil.av_frame_free(image);
            avcodec.av_packet_free(packet);
        }
    }
}
