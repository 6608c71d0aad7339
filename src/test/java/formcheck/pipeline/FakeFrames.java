package formcheck.pipeline;

import formcheck.capture.CaptureException;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Tiny frames, as fast as they are asked for, then the end, an error, or silence until it is closed. */
final class FakeFrames implements FrameSource {

    /** What comes after the last frame. */
    enum Then {
        END,
        SILENCE
    }

    private final long count;
    private final boolean live;
    private final Then then;
    private final @Nullable Throwable failure;
    private final AtomicLong given = new AtomicLong();
    private final AtomicBoolean atEnd = new AtomicBoolean();
    private final CountDownLatch closed = new CountDownLatch(1);

    private FakeFrames(long count, boolean live, Then then, @Nullable Throwable failure) {
        this.count = count;
        this.live = live;
        this.then = then;
        this.failure = failure;
    }

    static FakeFrames file(long count) {
        return new FakeFrames(count, false, Then.END, null);
    }

    static FakeFrames camera(long count, Then then) {
        return new FakeFrames(count, true, then, null);
    }

    static FakeFrames failingAfter(long count, Throwable failure) {
        return new FakeFrames(count, false, Then.END, failure);
    }

    @Override
    public SourceInfo info() {
        return new SourceInfo("fake", 2, 2, OptionalDouble.of(25), Optional.empty(), live);
    }

    @Override
    public Optional<Frame> next() throws CaptureException {
        long index = given.get();
        if (index < count && closed.getCount() > 0) {
            given.incrementAndGet();
            return Optional.of(new Frame(index, Duration.ofMillis(40 * index), 2, 2, new byte[12]));
        }
        atEnd.set(true);
        if (failure instanceof CaptureException e) {
            throw e;
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (then == Then.SILENCE) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return Optional.empty();
    }

    long given() {
        return given.get();
    }

    boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** Waits until every frame was fetched and the end was asked for. */
    void awaitEnd() {
        while (!atEnd.get()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public Optional<String> damage() {
        return Optional.of("a scratch");
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
