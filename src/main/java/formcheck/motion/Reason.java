package formcheck.motion;

/**
 * Why something was not assessed, and what the person can do about it. The one list of reasons; {@link NotAssessable} carries
 * one.
 */
public enum Reason {
    NOBODY("nobody-seen", "No one is in view.", "Sit down in front of the camera."),
    TOO_DARK("too-dark", "The picture is too dark.", "Switch on a light in front of you."),
    TOO_FAR("too-far", "You are too far from the camera.", "Move nearer."),
    HEAD_OUTSIDE("head-outside", "Your head is not in the picture.", "Tilt the camera up or move back."),
    ELBOWS_OUTSIDE("elbows-outside", "An elbow is outside the picture.", "Move back until both raised arms fit."),
    ELBOWS_HIDDEN("elbows-hidden", "An elbow is hidden.", "Make room between camera and arms."),
    ELBOW_IMPLAUSIBLE(
            "elbow-implausible",
            "An elbow cannot be where the camera sees it.",
            "Keep other people and things away from your arms."),
    HIPS_OUTSIDE("hips-outside", "Your hips are not in the picture.", "Move back if the trunk is to be measured."),
    TURNED_AWAY("turned-away", "You are turned away from the camera.", "Face the camera."),
    ASLANT("aslant", "You are at an angle to the camera.", "Turn until you face the camera."),
    NOT_UPRIGHT("not-upright", "Your upper body is not upright.", "Sit or stand upright."),
    CAMERA_TOO_LOW(
            "camera-too-low", "The camera looks up at you: elbow height reads too low.", "Raise it to chest height."),
    CAMERA_TOO_HIGH(
            "camera-too-high", "The camera looks down at you: elbow height reads wrong.", "Lower it to eye height."),
    FRAME_RATE_TOO_LOW(
            "frame-rate-too-low",
            "There are too few pictures a second.",
            "More light, a smaller picture or a faster machine helps."),
    OTHER_PERSON(
            "other-person", "More than one person is as near to the camera.", "Let only one person be in the picture."),
    NOT_SURE("not-sure", "One camera cannot tell for sure.", "Show your own range before the set, in good light."),
    /** The posture model no longer gives it. Stored sessions and motion files do, and {@code trunk-swing} on such files. */
    PICTURE_DISAGREES(
            "picture-disagrees",
            "The joints and the picture of your shoulders say the opposite.",
            "Even light and a plain, close-fitting top help."),
    UNLIKE_LEARNED(
            "unlike-learned",
            "You look unlike everybody whom FormCheck learned posture from.",
            "Sit where you sat tall before; even light and a plain top help."),
    NOT_TOLD(
            "not-told",
            "One camera has not told this right often enough of people it had never seen.",
            "Ask somebody to look from the side, or put a mirror there."),
    TOLD_WRONG(
            "told-wrong",
            "This was told the wrong way round when you showed it on purpose.",
            "Show it once more before a session, in good light."),
    NOT_WATCHED("not-watched", "Posture was not watched here.", "Use a picture, not key points alone."),
    NEVER_STILL(
            "never-still",
            "You were not seen sitting still, to compare with.",
            "Sit tall and still for three seconds before the first raise."),
    KNOWN_FROM_RESTS(
            "known-from-rests",
            "How you sit tall is known only from moments with your arms low.",
            "Sit tall and still for three seconds first."),
    TALL_NOT_ASKED(
            "tall-not-asked",
            "Nobody asked you to sit tall here, so you can only be compared with yourself.",
            "Use the live coach, or add --sat-tall if you sat tall and still before the first raise."),
    FROZEN(
            "picture-frozen",
            "The picture stood still for a moment.",
            "See that the camera and its connection do not stall."),
    INTERRUPTED("interrupted", "The picture jumped or broke off.", "Keep the camera still and running.");

    private final String id;
    private final String text;
    private final String remedy;

    Reason(String id, String text, String remedy) {
        this.id = id;
        this.text = text;
        this.remedy = remedy;
    }

    /** The name in files and messages. */
    public String id() {
        return id;
    }

    /** What is wrong, one sentence in English. */
    public String text() {
        return text;
    }

    /** What to do, one sentence in English. */
    public String remedy() {
        return remedy;
    }
}
