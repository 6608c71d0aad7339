package formcheck.capture;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * Ends FFmpeg's waiting: at a deadline, or when another thread says stop. FFmpeg asks while it waits; the answer lies in
 * native memory, so that one callback serves every source (there is a small fixed number of native callbacks).
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

    /** FFmpeg's own view of this, for the calls that take one. Valid until {@link #close()}. */
    void attachTo(AVIOInterruptCB callback) {
        callback.callback(CALLBACK).opaque(state);
    }

    /** Waiting ends at the latest when this time has passed from now. */
    void within(Duration time) {
        state.put(DEADLINE, System.nanoTime() + time.toNanos());
    }

    /** Waiting ends now and for good. Any thread, but never after {@link #close()}. */
    void stop() {
        state.put(STOPPED, 1);
    }

    /** Whether waiting has to end. */
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
