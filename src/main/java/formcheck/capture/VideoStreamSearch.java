package formcheck.capture;

import static formcheck.capture.FfmpegException.check;

import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.PointerPointer;

/** Finds the video stream of an open container, within the limits. */
final class VideoStreamSearch {
    private VideoStreamSearch() {}

    /** Finds the video stream after FFmpeg has read what the header left open. */
    static AVStream described(AVFormatContext context, CaptureLimits limits) throws FfmpegException, RefusedException {
        refuseTooLarge(context, limits);
        describe(context, limits);
        return best(context);
    }

    /** Refuses a declared size that is too large before anything is decoded. */
    static void refuseTooLarge(AVFormatContext context, CaptureLimits limits) throws RefusedException {
        for (int i = 0; i < context.nb_streams(); i++) {
            AVCodecParameters parameters = context.streams(i).codecpar();
            int width = parameters.width();
            int height = parameters.height();
            if (width > 0 && height > 0 && !limits.allow(width, height)) {
                throw RefusedException.tooLarge(width, height, limits);
            }
        }
    }

    /** Returns the video stream. The cover image of a piece of music is not a video. */
    static AVStream best(AVFormatContext context) throws FfmpegException {
        int best = check(avformat.av_find_best_stream(context, avutil.AVMEDIA_TYPE_VIDEO, -1, -1, (AVCodec) null, 0));
        AVStream stream = context.streams(best);
        if ((stream.disposition() & avformat.AV_DISPOSITION_ATTACHED_PIC) != 0) {
            throw new FfmpegException(avutil.AVERROR_STREAM_NOT_FOUND());
        }
        return stream;
    }

    /**
     * Lets FFmpeg decode a few frames to find what the header left open, within the same limits. Of a JPEG it needs
     * the header only, so decoding is skipped: the work of the rest has not been counted yet.
     */
    private static void describe(AVFormatContext context, CaptureLimits limits) throws FfmpegException {
        int count = context.nb_streams();
        AVDictionary[] each = new AVDictionary[count];
        for (int i = 0; i < count; i++) {
            AVCodecParameters parameters = context.streams(i).codecpar();
            VideoDecoder.checkAllowed(parameters);
            each[i] = Ffmpeg.dictionary(Map.of("max_pixels", Long.toString(limits.maxPixels())));
            if (PacketCheck.isCounted(parameters)) {
                avutil.av_dict_set(each[i], "skip_frame", "all", 0);
            }
        }
        try (PointerPointer<AVDictionary> options = new PointerPointer<>(Math.max(1, count))) {
            for (int i = 0; i < count; i++) {
                options.put(i, each[i]);
            }
            int found = avformat.avformat_find_stream_info(context, count == 0 ? null : options);
            for (int i = 0; i < count; i++) {
                AVDictionary rest = options.get(AVDictionary.class, i);
                if (rest != null) {
                    avutil.av_dict_free(rest);
                }
            }
            check(found);
        }
    }
}
