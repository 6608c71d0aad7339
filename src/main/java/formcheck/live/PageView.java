package formcheck.live;

import formcheck.capture.PushedFrames;
import formcheck.guide.GuideView;
import formcheck.guide.PlacementPreview;
import formcheck.guide.Sound;
import formcheck.pipeline.FrameResult;
import java.util.List;
import java.util.Optional;

/** What a page shows of the live session. */
public sealed interface PageView {

    /** Another page has the session. */
    record Taken() implements PageView {}

    /**
     * This page has the session.
     *
     * @param going whether a session is in progress that a reloaded page can resume
     */
    record Hello(boolean going) implements PageView {}

    /**
     * Loading state of the pose model.
     *
     * @param progress share that is loaded, 0 to 1
     * @param ready whether it is loaded
     * @param failure why it cannot be loaded, in words for the user
     */
    record EngineState(double progress, boolean ready, Optional<String> failure) implements PageView {}

    /**
     * The source is open.
     *
     * @param width of its frames, pixels
     * @param height of its frames, pixels
     */
    record SourceOpened(String name, int width, int height) implements PageView {}

    /**
     * The phone as a camera.
     *
     * @param expected whether a phone may connect
     * @param connected whether its camera is open
     */
    record PhoneState(boolean expected, boolean connected) implements PageView {}

    /**
     * The page sends smaller images from now on, because this machine is slow.
     *
     * @param longestSide of an image, pixels
     */
    record ImageSize(int longestSide) implements PageView {}

    /**
     * The source has ended or failed.
     *
     * @param problem why it failed, in words for the user; empty if it ended
     * @param again whether it will be opened again
     */
    record SourceClosed(Optional<String> problem, boolean again) implements PageView {}

    /** What cannot be stored now, in words for the user; empty once everything can be stored again. */
    record StorageProblem(Optional<String> problem) implements PageView {}

    /** A frame could not be judged; the session goes on. */
    record FrameFailed() implements PageView {}

    /** A request was refused, for this reason in words for the user. */
    record RequestRefused(String problem) implements PageView {}

    /**
     * What the preview of the start page has judged.
     *
     * @param sequence number of the page's image
     */
    record JudgedPlacement(PlacementPreview.PlacementView placement, long sequence) implements PageView {}

    /** The state of the session, without a new frame. */
    record SessionState(GuideView guide, List<Sound> sounds) implements PageView {}

    /**
     * A judged frame and the state of the session.
     *
     * @param arrival of the image, if a browser sent it
     * @param judged {@link System#nanoTime()} when it was judged
     * @param sent {@link System#nanoTime()} when it was passed to the page
     */
    record JudgedFrame(
            GuideView guide,
            List<Sound> sounds,
            FrameResult result,
            Optional<PushedFrames.Arrival> arrival,
            long judged,
            long sent)
            implements PageView {}
}
