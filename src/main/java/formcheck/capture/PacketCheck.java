package formcheck.capture;

import java.nio.ByteBuffer;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/** Estimates the decoding work of a packet before it is decoded, because a running decoder cannot be interrupted. */
final class PacketCheck {
    private static final Set<Integer> PNG = Set.of(avcodec.AV_CODEC_ID_PNG, avcodec.AV_CODEC_ID_APNG);

    private PacketCheck() {}

    /** Returns whether packets of this codec are checked. */
    static boolean isCounted(AVCodecParameters parameters) {
        return parameters.codec_id() == avcodec.AV_CODEC_ID_MJPEG || PNG.contains(parameters.codec_id());
    }

    /** @throws RefusedException if decoding would take too long or too much memory */
    static void check(AVCodecParameters parameters, AVPacket packet) throws RefusedException {
        if (!isCounted(parameters) || packet.size() == 0) {
            return;
        }
        ByteBuffer data = packet.data().capacity(packet.size()).asByteBuffer();
        if (PNG.contains(parameters.codec_id())) {
            PngWork.check(data);
        } else {
            JpegWork work = JpegWork.of(data);
            if (!work.within(JpegWork.OF_FILES)) {
                throw RefusedException.tooMuchWork(work.words());
            }
        }
    }
}
