package formcheck.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every implementation guarantees. A subclass only creates it. */
@Timeout(20)
abstract class FrameSourceContract {

    private static final int SOME = 8;

    /** Creates an undamaged source of at least ten frames. */
    abstract FrameSource create() throws Exception;

    @Test
    void framesAreNumberedFromZeroWithoutGaps() throws Exception {
        try (FrameSource source = create()) {
            assertThat(some(source)).extracting(Frame::index).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        }
    }

    @Test
    void timeStartsAtZeroAndEveryFrameIsLaterThanTheOneBefore() throws Exception {
        try (FrameSource source = create()) {
            List<Duration> times = some(source).stream().map(Frame::at).toList();

            assertThat(times.get(0)).isZero();
            assertThat(times).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void everyFrameHasTheSizeThatTheSourceNames() throws Exception {
        try (FrameSource source = create()) {
            SourceInfo info = source.info();

            assertThat(some(source))
                    .allMatch(frame -> frame.width() == info.width() && frame.height() == info.height());
        }
    }

    @Test
    void aFrameIsNotOverwrittenByLaterOnes() throws Exception {
        try (FrameSource source = create()) {
            Frame first = source.next().orElseThrow();
            byte[] copy = first.rgb().clone();
            some(source);

            assertThat(first.rgb()).isEqualTo(copy);
        }
    }

    @Test
    void whatIsLiveHasNoLength() throws Exception {
        try (FrameSource source = create()) {
            assertThat(source.info().live() && source.info().duration().isPresent())
                    .isFalse();
        }
    }

    @Test
    void nothingIsWrongWithASoundSource() throws Exception {
        try (FrameSource source = create()) {
            some(source);

            assertThat(source.damage()).isEmpty();
        }
    }

    @Test
    void mirroringExchangesLeftAndRightAndNothingElse() throws Exception {
        try (FrameSource plain = create();
                FrameSource mirrored = create().mirrored()) {
            Frame seen = plain.next().orElseThrow();
            Frame flipped = mirrored.next().orElseThrow();

            assertThat(mirrored.info()).isEqualTo(plain.info());
            assertThat(flipped.at()).isEqualTo(seen.at());
            assertThat(flipped.mirrored().rgb()).isEqualTo(seen.rgb());
            assertThat(flipped.rgb()).isNotEqualTo(seen.rgb());
        }
    }

    @Test
    void noFrameComesAfterClosing() throws Exception {
        FrameSource source = create();
        source.next();
        source.close();

        assertThat(source.next()).isEmpty();
    }

    @Test
    void closingTwiceIsHarmless() throws Exception {
        FrameSource source = create();
        source.close();
        source.close();

        assertThat(source.info().width()).isPositive();
    }

    @Test
    void closingFromAnotherThreadEndsTheReadingSoon() throws Exception {
        FrameSource source = create();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        CountDownLatch reading = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try {
                while (source.next().isPresent()) {
                    reading.countDown();
                }
            } catch (CaptureException | RuntimeException e) {
                failure.set(e);
            }
        });
        reader.start();
        assertThat(reading.await(10, TimeUnit.SECONDS)).isTrue();
        source.close();
        reader.join(2000);

        assertThat(reader.isAlive()).isFalse();
        assertThat(failure.get()).isNull();
    }

    private static List<Frame> some(FrameSource source) throws CaptureException {
        List<Frame> frames = new ArrayList<>();
        Optional<Frame> frame = source.next();
        while (frame.isPresent() && frames.size() < SOME) {
            frames.add(frame.get());
            frame = source.next();
        }
        return frames;
    }

    /** Returns all frames of a source that ends. */
    static List<Frame> all(FrameSource source) throws CaptureException {
        List<Frame> frames = new ArrayList<>();
        for (Optional<Frame> frame = source.next(); frame.isPresent(); frame = source.next()) {
            frames.add(frame.get());
        }
        return frames;
    }
}
