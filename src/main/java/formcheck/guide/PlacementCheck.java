package formcheck.guide;

import java.util.Locale;

/** What has to be right before a set, in the order of the page. */
public enum PlacementCheck {
    /** The person is in view, with the head inside the frame. */
    IN_VIEW,
    /** No one else is as near to the camera. */
    ALONE,
    LIGHT,
    /** The frame rate is high enough to see a fast lowering. */
    FRAME_RATE,
    DISTANCE,
    /** The chest faces the camera. */
    FACING,
    /** The camera is between the height of the chest and that of the eyes. */
    CAMERA_HEIGHT,
    /** Both elbows and hands are inside the frame with the arms raised. */
    ROOM;

    /** State of a check. */
    public enum CheckState {
        WAITING,
        RIGHT,
        WRONG;

        /** The name in messages. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param advice what to do, for which the page has the words: the id of a reason, or {@code too-near},
     *     {@code arms-outside}; empty if there is nothing to do
     */
    public record Result(PlacementCheck check, CheckState state, String advice) {}

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
