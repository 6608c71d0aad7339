package formcheck.guide;

import formcheck.pipeline.FrameResult;
import java.util.List;
import java.util.Optional;

/**
 * Judges before a session whether the camera sees what the rules need, with the checks of the stage {@link Stage#PLACEMENT}.
 * Begins no session. For the frames of one source, in one thread.
 */
public final class PlacementPreview {

    /**
     * What a page shows of the preview.
     *
     * @param checks in their order
     * @param advice what to do first; empty if there is nothing to do
     * @param ready whether every check that needs no raise has been right for a while
     */
    public record PlacementView(List<PlacementCheck.Result> checks, Optional<String> advice, boolean ready) {
        public PlacementView {
            checks = List.copyOf(checks);
        }
    }

    private final Placement placement = new Placement();

    /** Processes a judged frame. */
    public PlacementView see(FrameResult result) {
        placement.see(result, result.pose().seconds());
        return new PlacementView(placement.results(), placement.advice(), placement.right());
    }
}
