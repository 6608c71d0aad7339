package formcheck.exercise;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Why a movement was not counted, not even as an attempted repetition. */
public enum DropReason {
    /** The image jumped or the source broke off while the arms were up. */
    INTERRUPTED("interrupted", "the video jumped or stopped"),
    /** The arms were out of sight in mid-movement. */
    ARMS_NOT_SEEN("arms-not-seen", "arms out of view"),
    /** The recording began after the raise had, and too little of it was seen. */
    BEGAN_IN_MID_MOVEMENT("began-in-mid-movement", "the recording began in mid-movement"),
    /** The recording ended before the arms had come back. */
    CUT_OFF("cut-off", "the recording ended in mid-movement"),
    /** Neither arm, or only one of them in part, reached the least rise. */
    TOO_SMALL("too-small", "too small"),
    /** Only one arm rose. */
    ONE_ARM("one-arm", "one arm stayed down"),
    /** The arms rose one after the other. */
    ARMS_TOOK_TURNS("arms-took-turns", "the arms took turns"),
    /** The arms pointed ahead rather than to the sides. */
    ARMS_SWUNG_FORWARD("arms-swung-forward", "arms swung forward"),
    /** Both hands were pulled up close together, as in an upright row. */
    HANDS_PULLED_UP("hands-pulled-up", "hands pulled up together"),
    /** The hands went to the head. */
    HANDS_AT_HEAD("hands-at-head", "hands at the head"),
    /** The hands were folded in front of the chest. */
    HANDS_IN_FRONT_OF_CHEST("hands-in-front-of-chest", "hands in front of the chest"),
    /** The body was moved and the hands were not. */
    BODY_MOVED("body-moved", "the body moved, not the hands"),
    /** Faster than any arm can move: the pose model's keypoints slipped. */
    IMPOSSIBLE_SPEED("impossible-speed", "faster than any arm moves: an error of the pose model"),
    /** A single quick gesture, which is no set of this exercise. */
    NOT_A_SET("not-a-set", "a quick gesture by itself");

    private final String id;
    private final String text;

    DropReason(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** How often each reason came, the most frequent first; equal ones in the order of the constants. */
    public static Map<DropReason, Integer> counted(Collection<DropReason> reasons) {
        Map<DropReason, Integer> times = new EnumMap<>(DropReason.class);
        reasons.forEach(why -> times.merge(why, 1, Integer::sum));
        Map<DropReason, Integer> ordered = new LinkedHashMap<>();
        times.entrySet().stream()
                .sorted(Map.Entry.<DropReason, Integer>comparingByValue().reversed())
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return ordered;
    }

    /** The name in files, as {@code one-arm}. */
    public String id() {
        return id;
    }

    /** What was seen instead of a repetition, one short clause in English: {@code one arm stayed down}. */
    public String text() {
        return text;
    }
}
