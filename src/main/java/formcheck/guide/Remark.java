package formcheck.guide;

import java.util.Locale;

/** Something that is lost for this session, said once, so that no wait goes on for it. */
public enum Remark {
    /** The person was not seen sitting tall and still: posture is compared with rests between repetitions. */
    TALL_MISSED,
    /** The person sits at an angle to the camera, or the frame is dark or seen from too low: some verdicts are left open. */
    VIEW_WEAK,
    /** Few frames a second are judged: repetitions count, and some verdicts are less certain or left open. */
    SLOW;

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
