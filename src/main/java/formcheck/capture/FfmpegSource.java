package formcheck.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Delivers frames of anything that FFmpeg opens. Opening decodes the first frame, because only then the frame size is
 * certain.
 *
 * <p>All native memory is used under one lock. {@link #close()} interrupts FFmpeg first and then takes the lock, so that
 * no thread uses freed memory.
 */
final class FfmpegSource implements FrameSource {

    private final OpenedVideo source;
    private final FfmpegInput input;
    private final VideoDecoder decoder;
    private final PacketFeed packets;
    private final UprightFrames upright;
    private final VideoTiming timing;
    private final FrameClock clock;
    private final Damage damage = new Damage();
    private final AVFrame decoded = avutil.av_frame_alloc();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final SourceInfo info;
    private @Nullable Frame first;
    private long index;
    private boolean ended;

    /**
     * Takes over an open input. Closes it if no frame of it can be decoded.
     *
     * @param size of all frames; null for that of the first frame
     * @throws CaptureException if no frame can be decoded
     */
    static FfmpegSource open(OpenedVideo source, @Nullable Geometry size) throws CaptureException {
        FfmpegInput input = source.input();
        SourceMode manner = source.manner();
        VideoDecoder decoder;
        try {
            AVRational timeBase = manner.timedByArrival() ? avutil.av_make_q(1, 1_000_000) : input.timeBase();
            decoder = VideoDecoder.open(input.parameters(), timeBase, manner.threads(), manner.live(), source.limits());
        } catch (FfmpegException e) {
            String codec =
                    avcodec.avcodec_get_name(input.parameters().codec_id()).getString();
            input.close();
            throw e.code() == avutil.AVERROR_DECODER_NOT_FOUND()
                    ? new CaptureException(
                            source.name() + " is coded as " + codec
                                    + ", which cannot be decoded here. Convert it, for instance to MP4 with H.264.",
                            e)
                    : noFrame(source.name());
        }
        return new FfmpegSource(source, decoder, size);
    }

    private FfmpegSource(OpenedVideo source, VideoDecoder decoder, @Nullable Geometry size) throws CaptureException {
        this.source = source;
        this.input = source.input();
        this.decoder = decoder;
        this.upright = new UprightFrames(source.limits(), size);
        SourceMode manner = source.manner();
        this.timing = VideoTiming.of(input, manner);
        double rate = timing.framesPerSecond();
        this.clock = new FrameClock(timing.tick(), rate);
        this.packets = new PacketFeed(source, decoder, clock, damage, closing);
        DeclaredLength declared = packets.declaredLength();
        boolean opened = false;
        try {
            if (declared.videoEnd().isPresent() || manner.live()) {
                input.videoOnly();
            }
            Frame frame = decode().orElseThrow(this::noFrame);
            first = frame;
            info = new SourceInfo(
                    source.name(),
                    frame.width(),
                    frame.height(),
                    rate > 0 ? OptionalDouble.of(rate) : OptionalDouble.empty(),
                    manner.live() ? Optional.empty() : declared.duration().map(timing::real),
                    manner.live(),
                    timing.remark());
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    private CaptureException noFrame() {
        RefusedException why = packets.refused();
        return why == null ? noFrame(source.name()) : new CaptureException(source.name() + " " + why.getMessage(), why);
    }

    private static CaptureException noFrame(String name) {
        return new CaptureException(
                name + " holds no frame that can be decoded. It is damaged, or cut off before its first frame.");
    }

    @Override
    public SourceInfo info() {
        return info;
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
        lock.lock();
        try {
            if (closing.get()) {
                return Optional.empty();
            }
            if (first != null) {
                Frame frame = first;
                first = null;
                return Optional.of(frame);
            }
            input.interrupt().within(source.limits().read());
            return decode();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<String> damage() {
        lock.lock();
        try {
            return damage.words();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            input.interrupt().stop();
            lock.lock();
            try {
                upright.close();
                decoder.close();
                avutil.av_frame_free(decoded);
                packets.close();
                input.close();
            } finally {
                lock.unlock();
            }
        }
    }

    private Optional<Frame> decode() throws CaptureException {
        while (!ended) {
            int received = decoder.receive(decoded);
            if (received >= 0) {
                Optional<Frame> frame = frame();
                if (frame.isPresent()) {
                    return frame;
                }
            } else if (received == avutil.AVERROR_EOF()) {
                finish();
            } else {
                if (received != avutil.AVERROR_EAGAIN()) {
                    damage.at(clock.lastSeconds());
                }
                feed();
            }
        }
        return Optional.empty();
    }

    /** Converts the decoded image to a frame; empty if it has to be skipped. */
    private Optional<Frame> frame() throws CaptureException {
        try {
            long stamp = decoded.best_effort_timestamp();
            boolean stamped = timing.stamped() && stamp != avutil.AV_NOPTS_VALUE();
            Optional<Duration> at = clock.at(stamped ? OptionalLong.of(stamp) : OptionalLong.empty());
            if (clock.worthless()) {
                damage.timesWorthless();
            }
            if (at.isEmpty()) {
                return Optional.empty();
            }
            if ((decoded.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || decoded.decode_error_flags() != 0) {
                damage.at(clock.lastSeconds());
            }
            damage.frameAt(clock.lastSeconds());
            byte[] rgb = upright.rgb(decoded, input.pixelAspect(decoded));
            packets.decoded();
            Geometry size = upright.size();
            return Optional.of(new Frame(index++, at.get(), size.width(), size.height(), rgb));
        } catch (RefusedException e) {
            throw new CaptureException(source.name() + " " + e.getMessage(), e);
        } catch (FfmpegException e) {
            damage.at(clock.lastSeconds());
            return Optional.empty();
        } finally {
            avutil.av_frame_unref(decoded);
        }
    }

    private void feed() throws CaptureException {
        try {
            switch (packets.feed(index)) {
                case CONTINUES -> {}
                case EXHAUSTED -> finish();
                case STOPPED -> ended = true;
            }
        } catch (CaptureException e) {
            ended = true;
            throw e;
        }
    }

    private void finish() {
        ended = true;
        if (!source.manner().live() && packets.missesItsEnd()) {
            damage.breaksOff(
                    clock.lastSeconds(), packets.declaredLength().duration().map(timing::real));
        }
        if (index > 1) { // a still image needs no times
            timing.assumption(clock.mostlyUnstamped()).ifPresent(damage::timesAssumed);
        }
    }
}
