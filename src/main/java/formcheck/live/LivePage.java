package formcheck.live;

/** One page that shows the live session. Any thread may call it; no call blocks. */
public interface LivePage {
    void show(PageView view);

    /**
     * Shows a frame of a source that the page does not see by itself.
     *
     * @param frame index of the frame
     * @param jpeg the image as a JPEG file
     */
    void show(long frame, byte[] jpeg);

    /** Whether to leave out views that a newer one replaces, because the page falls behind. */
    boolean behind();
}
