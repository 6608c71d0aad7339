package formcheck.guide;

import java.util.Locale;

/** What has to be right before a set, in the order in which it is shown. */
public enum PlacementCheck {
    /** Somebody is there, with the head in the picture. */
    IN_VIEW,
    /** Nobody else is as near to the camera. */
    ALONE,
    LIGHT,
    /** Enough pictures a second for a fast descent to be seen. */
    FRAME_RATE,
    DISTANCE,
    /** The chest faces the camera. */
    FACING,
    /** The camera stands between chest and eyes. */
    CAMERA_HEIGHT,
    /** Both elbows and hands are inside the picture with the arms raised. */
    ROOM;

    /** How far a check has come. */
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
     * @param advice what to do, for a page's own words: a reason's id, or {@code too-near}, {@code raise-arms},
     *     {@code arms-outside}; empty unless something is to be done
     */
    public record Result(PlacementCheck check, CheckState state, String advice) {}

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
