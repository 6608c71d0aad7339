package formcheck.capture;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EXIT;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_FORBIDDEN;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_SERVER_ERROR;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_HTTP_UNAUTHORIZED;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_PROTOCOL_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_STREAM_NOT_FOUND;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** An FFmpeg call failed. The caller that knows what the user wanted converts it to a {@link CaptureException}. */
final class FfmpegException extends Exception {

    private final int code;

    FfmpegException(int code) {
        super("FFmpeg error " + code);
        this.code = code;
    }

    /**
     * Returns a result that is not negative.
     *
     * @throws FfmpegException if the result is negative
     */
    static int check(int result) throws FfmpegException {
        if (result < 0) {
            throw new FfmpegException(result);
        }
        return result;
    }

    int code() {
        return code;
    }

    /** Returns whether {@link Interrupt} ended the call: a time-out or a close. */
    boolean interrupted() {
        return code == AVERROR_EXIT();
    }

    /** Returns whether the data were wrong and not the connection, so that more data may follow. */
    boolean badData() {
        return code == AVERROR_INVALIDDATA() || code == AVERROR_EOF();
    }

    /** Returns the cause as a clause without full stop. It never contains an address. */
    String cause() {
        if (badData()) {
            return "the data is not a video";
        }
        if (code == AVERROR_STREAM_NOT_FOUND()) {
            return "it holds no video";
        }
        if (code == AVERROR_HTTP_UNAUTHORIZED()) {
            return "it asks for a user name and password, or they are wrong";
        }
        if (code == AVERROR_HTTP_FORBIDDEN()) {
            return "access is forbidden";
        }
        if (code == AVERROR_HTTP_NOT_FOUND()) {
            return "there is nothing at this address";
        }
        if (code == AVERROR_HTTP_SERVER_ERROR()) {
            return "the server failed";
        }
        if (code == AVERROR_PROTOCOL_NOT_FOUND()) {
            return "this kind of address is not supported";
        }
        byte[] text = new byte[128];
        av_strerror(code, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        String words = new String(text, 0, end, StandardCharsets.UTF_8);
        return words.isEmpty() ? "error " + code : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }
}
