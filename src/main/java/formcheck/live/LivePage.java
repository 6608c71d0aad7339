package formcheck.live;

/** A page that shows the live session. Any thread may call it; no call blocks. */
public interface LivePage {
    void show(PageView view);

    /**
     * Shows a frame of a source that the page cannot access itself.
     *
     * @param frame index of the frame
     * @param jpeg the image as a JPEG file
     */
    void show(long frame, byte[] jpeg);

    /** Returns whether views that a newer one replaces should be skipped, because the page is behind. */
    boolean behind();
}
