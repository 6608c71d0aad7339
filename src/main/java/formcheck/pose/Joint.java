package formcheck.pose;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The 33 keypoints of BlazePose, in its order. Left and right are those of the person. */
public enum Joint {
    NOSE,
    LEFT_EYE_INNER,
    LEFT_EYE,
    LEFT_EYE_OUTER,
    RIGHT_EYE_INNER,
    RIGHT_EYE,
    RIGHT_EYE_OUTER,
    LEFT_EAR,
    RIGHT_EAR,
    MOUTH_LEFT,
    MOUTH_RIGHT,
    LEFT_SHOULDER,
    RIGHT_SHOULDER,
    LEFT_ELBOW,
    RIGHT_ELBOW,
    LEFT_WRIST,
    RIGHT_WRIST,
    LEFT_PINKY,
    RIGHT_PINKY,
    LEFT_INDEX,
    RIGHT_INDEX,
    LEFT_THUMB,
    RIGHT_THUMB,
    LEFT_HIP,
    RIGHT_HIP,
    LEFT_KNEE,
    RIGHT_KNEE,
    LEFT_ANKLE,
    RIGHT_ANKLE,
    LEFT_HEEL,
    RIGHT_HEEL,
    LEFT_FOOT_INDEX,
    RIGHT_FOOT_INDEX;

    /** Shoulders, elbows and wrists. */
    public static final List<Joint> ARMS =
            List.of(LEFT_SHOULDER, RIGHT_SHOULDER, LEFT_ELBOW, RIGHT_ELBOW, LEFT_WRIST, RIGHT_WRIST);

    /** Nose and ears. */
    public static final List<Joint> HEAD = List.of(NOSE, LEFT_EAR, RIGHT_EAR);

    private final String id = name().toLowerCase(Locale.ROOT);

    /** Returns the name in files, such as {@code left_shoulder}. */
    public String id() {
        return id;
    }

    /** Returns the joint with this name in files. */
    public static Optional<Joint> ofId(String id) {
        for (Joint joint : values()) {
            if (joint.id.equals(id)) {
                return Optional.of(joint);
            }
        }
        return Optional.empty();
    }
}
