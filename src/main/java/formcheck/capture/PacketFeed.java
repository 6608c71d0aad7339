package formcheck.capture;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets from an input and sends those of the video to the decoder. Skips what it may not or cannot decode and records
 * that as damage. For one thread.
 */
final class PacketFeed implements AutoCloseable {
    private static final int TOO_MANY_FAILURES = 100;
    private static final long POLL_NANOS = 2_000_000;

    /** What a call of {@link #feed} led to. */
    enum Progress {
        /** The decoder may have a frame, or the next call may bring a packet. */
        CONTINUES,
        /** The input ended before and the decoder was drained. */
        EXHAUSTED,
        /** The source is being closed. */
        STOPPED
    }

    private final OpenedVideo source;
    private final FfmpegInput input;
    private final DeclaredLength declared;
    private final VideoDecoder decoder;
    private final FrameClock clock;
    private final Damage damage;
    private final AtomicBoolean closing;
    private final Completeness completeness = new Completeness();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private @Nullable RefusedException refused;
    private int failures;
    private boolean draining;

    /** @param closing set by another thread before it interrupts the input */
    PacketFeed(OpenedVideo source, VideoDecoder decoder, FrameClock clock, Damage damage, AtomicBoolean closing) {
        this.source = source;
        this.input = source.input();
        this.declared = input.declaredLength();
        this.decoder = decoder;
        this.clock = clock;
        this.damage = damage;
        this.closing = closing;
    }

    /**
     * Reads one packet.
     *
     * @param frames that were decoded so far; 0 selects the longer time-out of opening
     * @throws CaptureException if a live source fails or any source sends nothing within the time-out
     */
    Progress feed(long frames) throws CaptureException {
        if (!source.manner().live()) {
            input.interrupt().within(source.limits().read()); // the time-out of a file is for each packet
        }
        int read = input.read(packet);
        if (read < 0) {
            if (input.interrupt().due()) {
                return failed(new FfmpegException(avutil.AVERROR_EXIT()), frames); // FFmpeg may report another error
            } else if (read == avutil.AVERROR_EAGAIN()) {
                LockSupport.parkNanos(POLL_NANOS);
                return Progress.CONTINUES;
            }
            return failed(new FfmpegException(read), frames);
        }
        try {
            completeness.add(input, packet);
            if (input.isVideo(packet)) {
                send();
            }
        } finally {
            avcodec.av_packet_unref(packet);
        }
        return Progress.CONTINUES;
    }

    private void send() {
        if (!isDecodable()) {
            damage.at(clock.lastSeconds());
            return;
        }
        boolean corrupt = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
        if (source.manner().timedByArrival()) {
            long micros = System.nanoTime() / 1000;
            packet.pts(micros).dts(micros);
        }
        if (decoder.send(packet) < 0 || corrupt) {
            damage.at(clock.lastSeconds());
        }
    }

    /** Returns whether decoding the packet takes bounded time. Stores the reason if it does not. */
    private boolean isDecodable() {
        try {
            PacketCheck.check(input.parameters(), packet);
            return true;
        } catch (RefusedException e) {
            refused = e;
            return false;
        }
    }

    /** Handles a failed read. A file may continue after damaged bytes; a live source that fails has gone. */
    private Progress failed(FfmpegException failure, long frames) throws CaptureException {
        boolean live = source.manner().live();
        if (failure.code() == avutil.AVERROR_EOF()) {
            return drain();
        } else if (failure.interrupted()) {
            if (closing.get()) {
                return Progress.STOPPED;
            }
            Duration waited =
                    frames == 0 ? source.limits().open() : source.limits().read();
            throw new CaptureException("No frame came from " + source.name() + " for " + waited.toMillis() / 1000.0
                    + " s. Check that it is on and connected.");
        } else if (++failures > TOO_MANY_FAILURES || input.atEnd() || (live && !failure.badData())) {
            if (live) {
                throw new CaptureException("The frames of " + source.name() + " stopped: " + failure.cause() + ".");
            }
            return drain();
        }
        damage.at(clock.lastSeconds());
        return Progress.CONTINUES;
    }

    private Progress drain() {
        boolean again = draining;
        draining = true;
        decoder.send(null);
        return again ? Progress.EXHAUSTED : Progress.CONTINUES;
    }

    /** Resets the count of failed reads in a row. */
    void decoded() {
        failures = 0;
    }

    /** Returns why the last packet that was not decoded was refused; null if none was. */
    @Nullable
    RefusedException refused() {
        return refused;
    }

    /** Returns what the container declared of its length when it was opened. */
    DeclaredLength declaredLength() {
        return declared;
    }

    /** Returns whether clearly less came than the container declares. */
    boolean missesItsEnd() {
        return completeness.missesItsEnd(declared);
    }

    @Override
    public void close() {
        avcodec.av_packet_free(packet);
    }
}
