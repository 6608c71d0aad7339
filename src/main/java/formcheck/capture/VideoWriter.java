package formcheck.capture;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacv.FFmpegFrameRecorder;
import org.bytedeco.javacv.FrameRecorder;
import org.bytedeco.javacv.Seekable;

/**
 * Writes frames to a WebM file with VP9, which needs no patent licence. Writes clusters of about a second: after a crash
 * all but the last cluster can be played. Timestamps are those of the frames, counted from the first, on a grid of 1/120
 * second. For one thread.
 */
public final class VideoWriter implements AutoCloseable {
    /** Timestamp units a second. */
    private static final int TICKS = 120;

    /** Bit rate for the timestamp grid: a camera of 30 frames/s uses a quarter of it. */
    private static final int BITS_PER_PIXEL_AND_SECOND = 24;

    private static final int LEAST_BIT_RATE = 4_000_000;

    /** Padding, bytes. The colour conversion reads beyond the last pixel. */
    private static final int BEYOND = 64;

    private static final int SEEK_SET = 0;

    private final FFmpegFrameRecorder recorder;
    private final String file;
    private final int width;
    private final int height;
    private final ByteBuffer pixels;
    private Optional<Duration> first = Optional.empty();
    private int lastTick = -1;
    private long frames;

    private VideoWriter(FFmpegFrameRecorder recorder, String file, int width, int height) {
        this.recorder = recorder;
        this.file = file;
        this.width = width;
        this.height = height;
        this.pixels = ByteBuffer.allocateDirect(3 * width * height + BEYOND);
    }

    /**
     * @param file is overwritten
     * @param width of every frame, pixels
     * @param height of every frame, pixels
     * @throws CaptureException if the file cannot be created
     */
    public static VideoWriter open(Path file, int width, int height) throws CaptureException {
        Ffmpeg.load();
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        // Chroma is stored for blocks of 2 x 2 pixels, so width and height must be even.
        return started(new FFmpegFrameRecorder(file.toFile(), width & ~1, height & ~1), file.toString(), width, height);
    }

    /**
     * @param output is closed with the writer
     * @param name of the output in messages
     * @param width of every frame, pixels
     * @param height of every frame, pixels
     * @throws CaptureException if it cannot be written to
     */
    public static VideoWriter open(SeekableOutput output, String name, int width, int height) throws CaptureException {
        avutil.av_log_set_level(avutil.AV_LOG_FATAL);
        return started(new FFmpegFrameRecorder(new Seeking(output), width & ~1, height & ~1), name, width, height);
    }

    /** Adapts {@link SeekableOutput} to the library. */
    private static final class Seeking extends FilterOutputStream implements Seekable {
        private final SeekableOutput output;

        Seeking(SeekableOutput output) {
            super(output);
            this.output = output;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            output.write(bytes, from, length);
        }

        @Override
        public void seek(long offset, int whence) {
            if (whence != SEEK_SET) {
                throw new IllegalArgumentException("only SEEK_SET is supported");
            }
            try {
                output.seek(offset);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static VideoWriter started(FFmpegFrameRecorder recorder, String file, int width, int height)
            throws CaptureException {
        recorder.setFormat("webm");
        recorder.setVideoCodec(avcodec.AV_CODEC_ID_VP9);
        recorder.setVideoCodecName("libvpx-vp9");
        recorder.setVideoOption("deadline", "realtime");
        recorder.setVideoOption("cpu-used", "8");
        recorder.setVideoOption("lag-in-frames", "0");
        recorder.setPixelFormat(avutil.AV_PIX_FMT_YUV420P);
        recorder.setFrameRate(TICKS);
        recorder.setGopSize(30);
        recorder.setVideoBitrate(Math.max(LEAST_BIT_RATE, BITS_PER_PIXEL_AND_SECOND * width * height));
        recorder.setOption("cluster_time_limit", "1000");
        recorder.setOption("flush_packets", "1");
        try {
            recorder.start();
        } catch (FrameRecorder.Exception e) {
            release(recorder);
            throw new CaptureException(file + " cannot be written: check that the folder may be written to.", e);
        }
        return new VideoWriter(recorder, file, width, height);
    }

    /**
     * Adds a frame.
     *
     * @throws CaptureException if it cannot be written or has another size; what was written stays
     */
    public void write(Frame frame) throws CaptureException {
        if (frame.width() != width || frame.height() != height) {
            throw new CaptureException("The frame size changed during the recording.");
        }
        Duration since = frame.at().minus(first.orElse(frame.at()));
        if (first.isEmpty()) {
            first = Optional.of(frame.at());
        }
        lastTick = Math.max(lastTick + 1, (int) Math.round(since.toNanos() * 1e-9 * TICKS));
        recorder.setFrameNumber(lastTick);
        try {
            recorder.recordImage(
                    width & ~1,
                    height & ~1,
                    org.bytedeco.javacv.Frame.DEPTH_UBYTE,
                    3,
                    3 * (width & ~1),
                    avutil.AV_PIX_FMT_RGB24,
                    pixels(frame));
        } catch (FrameRecorder.Exception e) {
            throw new CaptureException(file + " could not be written: the disk is full or was removed.", e);
        }
        frames++;
    }

    /** Returns how many frames were written. */
    long frames() {
        return frames;
    }

    /** Copies the frame without an odd last column and row, so that nothing is scaled. */
    private ByteBuffer pixels(Frame frame) {
        pixels.clear();
        int row = 3 * (width & ~1);
        for (int y = 0; y < (height & ~1); y++) {
            pixels.put(frame.rgb(), 3 * width * y, row);
        }
        return pixels.flip();
    }

    /** Ends the file. Frames that are still in the encoder are lost if the disk is full. */
    @Override
    public void close() {
        try {
            recorder.stop();
        } catch (FrameRecorder.Exception e) {
            // The clusters written so far can be played.
        } finally {
            release(recorder);
        }
    }

    private static void release(FFmpegFrameRecorder recorder) {
        try {
            recorder.release();
        } catch (FrameRecorder.Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
