package formcheck.capture;

import java.nio.ByteBuffer;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;

/** Looks at a coded picture before it is decoded: a decoder that is at work cannot be stopped. */
final class PacketCheck {
    private static final Set<Integer> PNG = Set.of(avcodec.AV_CODEC_ID_PNG, avcodec.AV_CODEC_ID_APNG);

    private PacketCheck() {}

    /** Whether the work of each picture is counted. */
    static boolean isCounted(AVCodecParameters parameters) {
        return parameters.codec_id() == avcodec.AV_CODEC_ID_MJPEG || PNG.contains(parameters.codec_id());
    }

    /** @throws RefusedException if it would take too long, or too much memory, to decode */
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
