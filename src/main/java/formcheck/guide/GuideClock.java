package formcheck.guide;

import formcheck.pipeline.FrameResult;

/**
 * The time of a live session, in seconds since it began. Does not read a clock, and never goes back.
 *
 * <p>The times of a source begin at 0 when it opens; {@link #openSource} sets the difference.
 */
final class GuideClock {
    private double now;
    private double stageSince;
    private double sourceOffset;
    private double lastFrame;
    private double lastActivity;

    double now() {
        return now;
    }

    /** Moves on to a second, unless it is later already. */
    void pass(double seconds) {
        now = Math.max(now, seconds);
    }

    /** Moves on to a frame. */
    void pass(FrameResult result) {
        pass(sourceOffset + result.pose().seconds());
        lastFrame = now;
    }

    /** @param offset second of the session that is the source's time 0 */
    void openSource(double offset) {
        sourceOffset = offset;
        lastFrame = offset;
    }

    /** Second of the session for a second of the source. */
    double ofSource(double seconds) {
        return sourceOffset + seconds;
    }

    /** Seconds since the last frame. */
    double sinceFrame() {
        return now - lastFrame;
    }

    /** A stage begins now, or waits and begins anew. */
    void beginStage() {
        stageSince = now;
    }

    /** Seconds since the stage began. */
    double inStage() {
        return now - stageSince;
    }

    /** Second at which the stage began. */
    double stageSince() {
        return stageSince;
    }

    /** The person is active now, or cannot be seen to be idle. */
    void noteActivity() {
        lastActivity = now;
    }

    /** Seconds since the person was last active. */
    double idle() {
        return now - lastActivity;
    }
}
