package formcheck.capture;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.jspecify.annotations.Nullable;

/**
 * Frames out of anything FFmpeg opens. The first picture is decoded on opening, since only then its size is certain.
 *
 * <p>All native memory is touched under one lock. {@link #close()} first tells FFmpeg to stop waiting and then waits for
 * the lock itself, so nothing is freed that another thread still uses.
 */
final class FfmpegSource implements FrameSource {

    private static final int TOO_MANY_FAILURES = 100;
    private static final long POLL_NANOS = 2_000_000;

    private final FfmpegInput input;
    private final String name;
    private final SourceManner manner;
    private final CaptureLimits limits;
    private final Promise promise;
    private final VideoDecoder decoder;
    private final UprightPictures pictures;
    private final VideoTiming timing;
    private final FrameClock clock;
    private final Damage damage = new Damage();
    private final Completeness completeness = new Completeness();
    private final AVPacket packet = avcodec.av_packet_alloc();
    private final AVFrame picture = avutil.av_frame_alloc();
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final SourceInfo info;
    private @Nullable Frame first;
    private @Nullable RefusedException refused;
    private long index;
    private int failures;
    private boolean draining;
    private boolean ended;

    /**
     * Takes over an open input, and closes it if it yields no picture.
     *
     * @param name in the user's words, for messages
     * @param size of all pictures; null for the first picture's own
     */
    static FfmpegSource open(
            FfmpegInput input, String name, SourceManner manner, CaptureLimits limits, @Nullable Geometry size)
            throws CaptureException {
        VideoDecoder decoder;
        try {
            AVRational timeBase = manner.timedByArrival() ? avutil.av_make_q(1, 1_000_000) : input.timeBase();
            decoder = VideoDecoder.open(input.parameters(), timeBase, manner.threads(), manner.live(), limits);
        } catch (FfmpegException e) {
            String codec =
                    avcodec.avcodec_get_name(input.parameters().codec_id()).getString();
            input.close();
            throw e.code() == avutil.AVERROR_DECODER_NOT_FOUND()
                    ? new CaptureException(
                            name + " is coded as " + codec
                                    + ", which cannot be decoded here. Convert it, for instance to MP4 with H.264.",
                            e)
                    : noPicture(name);
        }
        return new FfmpegSource(input, decoder, name, manner, limits, size);
    }

    private FfmpegSource(
            FfmpegInput input,
            VideoDecoder decoder,
            String name,
            SourceManner manner,
            CaptureLimits limits,
            @Nullable Geometry size)
            throws CaptureException {
        this.input = input;
        this.promise = input.promise();
        this.decoder = decoder;
        this.name = name;
        this.manner = manner;
        this.limits = limits;
        this.pictures = new UprightPictures(limits, size);
        this.timing = VideoTiming.of(input, manner);
        double rate = timing.framesPerSecond();
        this.clock = new FrameClock(timing.tick(), rate);
        boolean opened = false;
        try {
            if (promise.videoEnd().isPresent() || manner.live()) {
                input.videoOnly();
            }
            Frame frame = decode().orElseThrow(this::noPicture);
            first = frame;
            info = new SourceInfo(
                    name,
                    frame.width(),
                    frame.height(),
                    rate > 0 ? OptionalDouble.of(rate) : OptionalDouble.empty(),
                    manner.live() ? Optional.empty() : promise.duration().map(timing::real),
                    manner.live(),
                    timing.remark());
            opened = true;
        } finally {
            if (!opened) {
                close();
            }
        }
    }

    private CaptureException noPicture() {
        RefusedException why = refused;
        return why == null ? noPicture(name) : new CaptureException(name + " " + why.getMessage(), why);
    }

    private static CaptureException noPicture(String name) {
        return new CaptureException(
                name + " holds no picture that can be decoded. It is damaged, or cut off before its first picture.");
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
            input.interrupt().within(limits.read());
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
                pictures.close();
                decoder.close();
                avutil.av_frame_free(picture);
                avcodec.av_packet_free(packet);
                input.close();
            } finally {
                lock.unlock();
            }
        }
    }

    private Optional<Frame> decode() throws CaptureException {
        while (!ended) {
            int received = decoder.receive(picture);
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

    /** The decoded picture as a frame; empty if it has to be left out. */
    private Optional<Frame> frame() throws CaptureException {
        try {
            long stamp = picture.best_effort_timestamp();
            boolean stamped = timing.stamped() && stamp != avutil.AV_NOPTS_VALUE();
            Optional<Duration> at = clock.at(stamped ? OptionalLong.of(stamp) : OptionalLong.empty());
            if (clock.worthless()) {
                damage.timesWorthless();
            }
            if (at.isEmpty()) {
                return Optional.empty();
            }
            if ((picture.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0 || picture.decode_error_flags() != 0) {
                damage.at(clock.lastSeconds());
            }
            damage.pictureAt(clock.lastSeconds());
            byte[] rgb = pictures.rgb(picture, input.pixelAspect(picture));
            failures = 0;
            Geometry size = pictures.size();
            return Optional.of(new Frame(index++, at.get(), size.width(), size.height(), rgb));
        } catch (RefusedException e) {
            throw new CaptureException(name + " " + e.getMessage(), e);
        } catch (FfmpegException e) {
            damage.at(clock.lastSeconds());
            return Optional.empty();
        } finally {
            avutil.av_frame_unref(picture);
        }
    }

    private void feed() throws CaptureException {
        if (!manner.live()) {
            input.interrupt().within(limits.read()); // a file that is being read is not silent, however long it takes
        }
        int read = input.read(packet);
        if (read < 0) {
            if (input.interrupt().due()) {
                failed(new FfmpegException(avutil.AVERROR_EXIT())); // whatever FFmpeg makes of it
            } else if (read == avutil.AVERROR_EAGAIN()) {
                LockSupport.parkNanos(POLL_NANOS);
            } else {
                failed(new FfmpegException(read));
            }
            return;
        }
        try {
            completeness.add(input, packet);
            if (!input.isVideo(packet)) {
                return;
            }
            if (!decodable()) {
                damage.at(clock.lastSeconds());
                return;
            }
            boolean corrupt = (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0;
            if (manner.timedByArrival()) {
                long micros = System.nanoTime() / 1000;
                packet.pts(micros).dts(micros);
            }
            if (decoder.send(packet) < 0 || corrupt) {
                damage.at(clock.lastSeconds());
            }
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    /** Whether decoding the packet takes a time that is bounded; remembers why not. */
    private boolean decodable() {
        try {
            CodedPicture.check(input.parameters(), packet);
            return true;
        } catch (RefusedException e) {
            refused = e;
            return false;
        }
    }

    /** No packet came. A file may go on after a bad place, and it may end there; what is live may be gone. */
    private void failed(FfmpegException failure) throws CaptureException {
        if (failure.code() == avutil.AVERROR_EOF()) {
            drain();
        } else if (failure.interrupted()) {
            ended = true;
            if (!closing.get()) {
                Duration waited = index == 0 ? limits.open() : limits.read();
                throw new CaptureException("No picture came from " + name + " for " + waited.toMillis() / 1000.0
                        + " s. Check that it is on and connected.");
            }
        } else if (++failures > TOO_MANY_FAILURES || input.atEnd() || (manner.live() && !failure.badData())) {
            if (manner.live()) {
                ended = true;
                throw new CaptureException("The pictures of " + name + " stopped: " + failure.cause() + ".");
            }
            drain();
        } else {
            damage.at(clock.lastSeconds());
        }
    }

    private void drain() {
        if (draining) {
            finish();
        }
        draining = true;
        decoder.send(null);
    }

    private void finish() {
        ended = true;
        if (!manner.live() && completeness.missesItsEnd(promise)) {
            damage.breaksOff(clock.lastSeconds(), promise.duration().map(timing::real));
        }
        if (index > 1) { // a still picture needs no times
            timing.assumption(clock.mostlyUnstamped()).ifPresent(damage::timesAssumed);
        }
    }
}
