package formcheck.motion;

import formcheck.motion.posture.PostureQuestion;

/**
 * A measured quantity of the body in one frame. Screen, store and report iterate over the constants: a new quantity is one
 * constant here and its computation in {@link BodyMeter}.
 *
 * <p>Everything is measured in the image. The unit {@code shoulder widths} is the person's own frontal shoulder width, so that
 * distance from the camera and image size cancel.
 */
public enum Measure {
    LEFT_ELEVATION(
            "left-elevation",
            "degrees",
            "Angle of the left upper arm from the trunk's downward axis: 0 hanging, 90 horizontal, 180 overhead.",
            "ISB thoracohumeral elevation (Wu et al. 2005), from one view: the foreshortened part of the upper arm is"
                    + " put back by the person's own arm length"),
    RIGHT_ELEVATION("right-elevation", "degrees", "As left-elevation, for the right arm.", "as left-elevation"),
    LEFT_ELEVATION_SPEED(
            "left-elevation-speed",
            "degrees/s",
            "Rate of left-elevation; negative while the arm comes down.",
            "least-squares slope over the last 0.1 s, three frames at least"),
    RIGHT_ELEVATION_SPEED(
            "right-elevation-speed", "degrees/s", "As left-elevation-speed, for the right arm.", "as left"),
    ELEVATION_DIFFERENCE(
            "elevation-difference",
            "degrees",
            "left-elevation minus right-elevation. Up to 10 degrees of it can be false.",
            "difference of the two elevations"),
    LEFT_ELBOW_ANGLE(
            "left-elbow-angle",
            "degrees",
            "Angle between left upper arm and forearm in the image: 180 straight.",
            "shoulder, elbow and wrist in the image; too small where the arm points at the camera"),
    RIGHT_ELBOW_ANGLE("right-elbow-angle", "degrees", "As left-elbow-angle, for the right arm.", "as left"),
    FORWARD_ANGLE(
            "forward-angle",
            "degrees",
            "How far both upper arms point forward of the trunk's plane, coarsely: 0 sideways, 90 straight ahead."
                    + " Tells a raise from arms swung forward; not elbows back from elbows forward.",
            "apparent upper-arm length, and the model's depth where it gives one; only between 50 and 130 degrees of"
                    + " elevation"),
    TRUNK_LEAN(
            "trunk-lean",
            "degrees",
            "Tilt of the trunk in the image, positive to the person's left. Leaning towards the camera is not seen.",
            "mid-hip to mid-shoulder against the image vertical, where the hips are in view"),
    TRUNK_INCLINATION(
            "trunk-inclination",
            "degrees",
            "How far the trunk is bent towards the camera; negative leans back. Coarse: tells bending over from sitting.",
            "the model's depth of shoulders and hips, where the hips are in view"),
    BODY_YAW(
            "body-yaw",
            "degrees",
            "How far the chest is turned from the camera; 0 frontal, positive where the left shoulder is farther.",
            "the model's shoulder depth; without it the size from shoulder width against trunk and arms"),
    CAMERA_PITCH(
            "camera-pitch",
            "degrees",
            "How steeply the camera looks up (positive: it stands low) or down at the shoulders. Errs by 9 degrees. Known only"
                    + " where the hips are in view and the trunk and the face say the same: a bowed head alone, or a leaning"
                    + " trunk alone, says nothing.",
            "the model's depth of shoulders and hips, and nose and eyes against ears, averaged over 8 s; fitted on rendered"
                    + " people"),
    SHOULDER_WIDTH("shoulder-width", "pixels", "Distance between the shoulder joints.", "smoothed keypoints"),
    EYE_DISTANCE("eye-distance", "pixels", "Distance between the eyes.", "smoothed keypoints"),
    UPPER_ARM_LENGTH(
            "upper-arm-length",
            "pixels",
            "The person's own upper arm, seen at full length, at its present distance.",
            "longest apparent upper arm of late"),
    UPPER_ARM_RATIO(
            "upper-arm-ratio",
            "ratio",
            "Length of the left upper arm in the image over that of the right one. People's arms are alike long, so that it is near"
                    + " 1 where both point the same way.",
            "smoothed keypoints"),
    FOREARM_RATIO("forearm-ratio", "ratio", "As upper-arm-ratio, for the forearms.", "smoothed keypoints"),
    WRIST_SPAN("wrist-span", "shoulder widths", "Distance between the wrists.", "smoothed keypoints"),
    WRISTS_ABOVE_ELBOWS(
            "wrists-above-elbows",
            "shoulder widths",
            "How far the wrists are above the elbows, mean of both arms.",
            "smoothed keypoints"),
    WRISTS_OUTSIDE_SHOULDERS(
            "wrists-outside-shoulders",
            "shoulder widths",
            "How far the wrists are outside the shoulders, the lesser of both; negative in front of the chest.",
            "smoothed keypoints"),
    WRISTS_TO_HEAD(
            "wrists-to-head",
            "shoulder widths",
            "Distance from the wrist to the nearer of nose and ears, the greater of both arms.",
            "smoothed keypoints"),
    SHOULDERS_X("shoulders-x", "pixels", "Middle of the shoulders, from the left edge.", "smoothed keypoints"),
    SHOULDERS_Y("shoulders-y", "pixels", "Middle of the shoulders, from the top edge.", "smoothed keypoints"),
    WRISTS_Y("wrists-y", "pixels", "Mean of both wrists, from the top edge.", "smoothed keypoints"),
    ELBOWS_BACK_PROBABILITY(
            "elbows-back-chance",
            "share",
            "Probability that both elbows are behind the plane of the trunk rather than in front of it, arms raised. A proxy.",
            SourceText.POSTURE),
    CHEST_OPEN_PROBABILITY(
            "chest-open-chance",
            "share",
            "Probability that the upper back is extended beyond sitting tall, told apart from leaning back, arms raised. A proxy.",
            SourceText.POSTURE),
    BLADE_SQUEEZE_PROBABILITY(
            "blade-squeeze-chance",
            "share",
            "Probability that the shoulder blades are drawn together, arms raised. A proxy: the blades are not seen.",
            SourceText.POSTURE),
    BLADE_SQUEEZE_SHARE(
            "blade-squeeze-share",
            "share",
            "How far the shoulder blades are drawn together: 0 not at all, 1 as far as the person showed before the set. A"
                    + " proxy, shrunk towards the middle.",
            SourceText.POSTURE),
    TRUNK_TILT(
            "trunk-tilt",
            "degrees",
            "How far the whole trunk is tipped at the hips against sitting tall, positive forwards. A proxy, shrunk towards"
                    + " the middle: its changes tell of a swing, its value of little.",
            SourceText.POSTURE),
    TRUNK_TILT_BY_JOINTS(
            "trunk-tilt-by-joints",
            "degrees",
            "As trunk-tilt, by the keypoints alone: the image adds a verdict only where these agree.",
            SourceText.POSTURE),
    TALL_KNOWN(
            "tall-known",
            "share",
            "How well it is known how the person sits tall, with which posture is compared: 1 if they were asked to and sat still,"
                    + " 0.75 if they sat still unasked, 0.25 from short rests, 0.1 from arms that were low and did not hang.",
            "what was learned before the frame"),
    UPRIGHT_PROBABILITY(
            "upright-chance", "share", "Probability that the trunk does not lean back. A proxy.", SourceText.POSTURE),
    SLOUCH_PROBABILITY(
            "slouch-chance",
            "share",
            "Probability that the upper back is rounder than when sitting tall. A proxy.",
            SourceText.POSTURE),
    HEAD_FORWARD_PROBABILITY(
            "head-forward-chance",
            "share",
            "Probability that the head is farther forward of the shoulders than when sitting tall. A proxy: from the front it is"
                    + " nearly hidden.",
            SourceText.POSTURE),
    SHRUG_PROBABILITY(
            "shrug-chance",
            "share",
            "Probability that the shoulders are pulled up beyond what the raise itself lifts, arms raised. A proxy.",
            SourceText.POSTURE),
    BRIGHTNESS(
            "brightness",
            "luma 0-255",
            "Mean brightness of the image without black bars, or of the person.",
            "ITU-R BT.601 luma");

    /** Texts of several constants. */
    private static final class SourceText {
        static final String POSTURE =
                "a network over keypoints and the image of the shoulders, compared with the person's own calibration; learned"
                        + " and measured on rendered people (models/posture/MODEL_CARD.md)";

        private SourceText() {}
    }

    /** Error of camera-pitch where it is seen, degrees (SD), on rendered people. */
    public static final double PITCH_ERROR = 9;

    /** Least confidence of a value on which two kinds of evidence agree. */
    public static final double CONFIDENT = 0.5;

    private final String id;
    private final String unit;
    private final String definition;
    private final String source;

    Measure(String id, String unit, String definition, String source) {
        this.id = id;
        this.unit = unit;
        this.definition = definition;
        this.source = source;
    }

    /** The name in files. */
    public String id() {
        return id;
    }

    /** The unit in files. */
    public String unit() {
        return unit;
    }

    /** What is measured, in English. */
    public String definition() {
        return definition;
    }

    /** Source of the formula, in English. */
    public String source() {
        return source;
    }

    /** The probability that answers a question of the posture model. */
    public static Measure probability(PostureQuestion question) {
        return switch (question) {
            case ELBOWS_BACK -> ELBOWS_BACK_PROBABILITY;
            case CHEST_OPEN -> CHEST_OPEN_PROBABILITY;
            case SQUEEZE -> BLADE_SQUEEZE_PROBABILITY;
            case LEANING_BACK -> UPRIGHT_PROBABILITY;
            case SLOUCH -> SLOUCH_PROBABILITY;
            case HEAD_FORWARD -> HEAD_FORWARD_PROBABILITY;
            case SHRUG -> SHRUG_PROBABILITY;
        };
    }

    public static Measure elevation(Side side) {
        return side == Side.LEFT ? LEFT_ELEVATION : RIGHT_ELEVATION;
    }

    public static Measure elevationSpeed(Side side) {
        return side == Side.LEFT ? LEFT_ELEVATION_SPEED : RIGHT_ELEVATION_SPEED;
    }

    public static Measure elbowAngle(Side side) {
        return side == Side.LEFT ? LEFT_ELBOW_ANGLE : RIGHT_ELBOW_ANGLE;
    }
}
