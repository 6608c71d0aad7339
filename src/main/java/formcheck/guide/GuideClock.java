package formcheck.guide;

import formcheck.pipeline.FrameResult;

/**
 * The time of a live session, in seconds since it began. It is told the time, and never goes back.
 *
 * <p>The times of a source begin at 0 when it opens; {@link #openSource} tells by how much they differ.
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

    /** Passes on to this second, unless it is later already. */
    void pass(double seconds) {
        now = Math.max(now, seconds);
    }

    /** Passes on to a frame. */
    void pass(FrameResult result) {
        pass(sourceOffset + result.pose().seconds());
        lastFrame = now;
    }

    /** @param offset second of the session that is the source's time 0 */
    void openSource(double offset) {
        sourceOffset = offset;
        lastFrame = offset;
    }

    /** Second of the session at this second of the source. */
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
