package formcheck.live;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The page that has the live session, or none. Thread-safe. */
final class ActivePage {
    private volatile @Nullable LivePage page;

    void set(LivePage active) {
        page = active;
    }

    void clear() {
        page = null;
    }

    boolean isPresent() {
        return page != null;
    }

    boolean is(LivePage other) {
        return page == other;
    }

    /** Shows a view if there is a page. */
    void show(PageView view) {
        LivePage now = page;
        if (now != null) {
            now.show(view);
        }
    }

    /**
     * Shows a view that a newer one replaces, if there is a page and it is not behind. Otherwise does not create the
     * view.
     */
    void showNewest(Supplier<PageView> view) {
        LivePage now = page;
        if (now != null && !now.behind()) {
            now.show(view.get());
        }
    }

    /** Shows a frame if there is a page and it is not behind. */
    void showNewest(long frame, byte[] jpeg) {
        LivePage now = page;
        if (now != null && !now.behind()) {
            now.show(frame, jpeg);
        }
    }
}
