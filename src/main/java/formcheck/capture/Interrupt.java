package formcheck.capture;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends the waiting of FFmpeg at a deadline, or when another thread stops it. FFmpeg calls back while it waits. The state
 * is in native memory, so that one callback serves every source: the number of native callbacks is small and fixed.
 */
final class Interrupt implements AutoCloseable {

    private static final InterruptCallback CALLBACK = new InterruptCallback();
    private static final int DEADLINE = 0;
    private static final int STOPPED = 1;

    private final LongPointer state = new LongPointer(2);

    Interrupt(Duration time) {
        state.put(STOPPED, 0);
        within(time);
    }

    /** Attaches this to an FFmpeg call. Valid until {@link #close()}. */
    void attachTo(AVIOInterruptCB callback) {
        callback.callback(CALLBACK).opaque(state);
    }

    /** Sets the deadline to this time from now. */
    void within(Duration time) {
        state.put(DEADLINE, System.nanoTime() + time.toNanos());
    }

    /** Ends waiting now and for good. Any thread may call it, but not after {@link #close()}. */
    void stop() {
        state.put(STOPPED, 1);
    }

    /** Returns whether waiting has to end. */
    boolean due() {
        return due(state);
    }

    @Override
    public void close() {
        state.close();
    }

    private static boolean due(LongPointer state) {
        return state.get(STOPPED) != 0 || System.nanoTime() - state.get(DEADLINE) >= 0;
    }

    private static final class InterruptCallback extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer state) {
            return due(new LongPointer(state)) ? 1 : 0;
        }
    }
}
