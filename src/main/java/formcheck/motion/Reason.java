package formcheck.motion;

/**
 * Why something was not assessed, and what the person can do about it. The one list of reasons; {@link NotAssessable} carries
 * one.
 */
public enum Reason {
    NOBODY("nobody-seen", "No one is in view.", "Sit down in front of the camera."),
    TOO_DARK("too-dark", "The image is too dark.", "Turn on a light in front of you."),
    TOO_FAR("too-far", "You are too far from the camera.", "Come closer."),
    HEAD_OUTSIDE("head-outside", "Your head is out of view.", "Tilt the camera up or move back."),
    ELBOWS_OUTSIDE("elbows-outside", "An elbow is out of view.", "Move back until both raised arms are in view."),
    ELBOWS_HIDDEN("elbows-hidden", "An elbow is hidden.", "Clear the space between the camera and your arms."),
    ELBOW_IMPLAUSIBLE(
            "elbow-implausible",
            "FormCheck mistook something else for an elbow.",
            "Keep other people and things away from your arms."),
    HIPS_OUTSIDE("hips-outside", "Your hips are out of view.", "Move back until your hips are in view."),
    TURNED_AWAY("turned-away", "You are turned away from the camera.", "Face the camera."),
    ASLANT("aslant", "You are at an angle to the camera.", "Turn until you face the camera."),
    NOT_UPRIGHT("not-upright", "Your upper body is not upright.", "Sit or stand upright."),
    CAMERA_TOO_LOW(
            "camera-too-low", "The camera looks up at you: elbow height reads too low.", "Raise it to chest height."),
    CAMERA_TOO_HIGH(
            "camera-too-high", "The camera looks down at you: elbow height reads wrong.", "Lower it to eye height."),
    FRAME_RATE_TOO_LOW(
            "frame-rate-too-low",
            "The frame rate is too low.",
            "Add light, or use a smaller image or a faster computer."),
    OTHER_PERSON(
            "other-person",
            "Someone else is as close to the camera as you are.",
            "Make sure that only one person is in view."),
    NOT_SURE(
            "not-sure",
            "The confidence from one camera is too low.",
            "Show your own range before the set, in good light."),
    /** The posture model no longer gives it. Stored sessions and motion files do, and {@code trunk-swing} on such files. */
    IMAGE_DISAGREES(
            "picture-disagrees",
            "The joints and the image of your shoulders disagree.",
            "Even light and a plain, close-fitting top help."),
    UNLIKE_LEARNED(
            "unlike-learned",
            "You look different from everyone in the training data.",
            "Sit where you sat tall before; even light and a plain top help."),
    NOT_TOLD(
            "not-told",
            "One camera was not reliable enough at this on people it had not seen before.",
            "Ask someone to watch from the side, or put a mirror there."),
    TOLD_WRONG(
            "told-wrong",
            "FormCheck got this wrong when you showed it on purpose.",
            "Show it once more before a session, in good light."),
    NOT_WATCHED("not-watched", "Posture was not checked here.", "Use video or images, not keypoints alone."),
    NEVER_STILL(
            "never-still",
            "FormCheck did not see you sit still, so it has nothing to compare with.",
            "Sit tall and still for three seconds before the first raise."),
    KNOWN_FROM_RESTS(
            "known-from-rests",
            "FormCheck knows how you sit tall only from moments with your arms low.",
            "Sit tall and still for three seconds first."),
    TALL_NOT_ASKED(
            "tall-not-asked",
            "No one asked you to sit tall here, so FormCheck can only compare you with yourself.",
            "Use the live coach, or add --sat-tall if you sat tall and still before the first raise."),
    FROZEN("picture-frozen", "The video froze for a moment.", "Check that the camera and its connection do not stall."),
    INTERRUPTED("interrupted", "The video jumped or stopped.", "Keep the camera still and running.");

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
