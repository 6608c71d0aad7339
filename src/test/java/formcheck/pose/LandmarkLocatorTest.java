package formcheck.pose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LandmarkLocatorTest {

    private static final int INPUT = 256;
    private static final int NOSE = 0;
    private static final int RIGHT_FOOT = 32;
    private static final Offset<Double> CLOSE = within(1e-4);

    private final float[] raw = new float[LandmarkLocator.OUTPUT_LENGTH];

    @Test
    void theOutputHasThePlacesThatTheModelGivesIt() {
        assertThat(LandmarkLocator.PRESENCE_AT).isEqualTo(195);
        assertThat(LandmarkLocator.WORLD_AT).isEqualTo(196);
        assertThat(LandmarkLocator.CONFIDENCE_AT).isEqualTo(313);
        assertThat(LandmarkLocator.OUTPUT_LENGTH).isEqualTo(352);
    }

    @Test
    void pointsOfAnUprightRegionAreScaledToTheImage() {
        point(NOSE, 128, 0, 2, -2);
        point(RIGHT_FOOT, 256, 256, 0, 0);
        Landmarks landmarks = decode(new Region(320, 240, 512, 0));
        Keypoint nose = landmarks.keypoints().get(Joint.NOSE);
        assertThat(nose).isNotNull();
        assertThat(nose.x()).isCloseTo(320, CLOSE);
        assertThat(nose.y()).isCloseTo(240 - 256, CLOSE);
        assertThat(nose.visibility().orElseThrow()).isCloseTo(0.880797, CLOSE);
        assertThat(nose.presence().orElseThrow()).isCloseTo(0.119203, CLOSE);
        Keypoint foot = landmarks.keypoints().get(Joint.RIGHT_FOOT_INDEX);
        assertThat(foot).isNotNull();
        assertThat(foot.x()).isCloseTo(320 + 256, CLOSE);
        assertThat(foot.y()).isCloseTo(240 + 256, CLOSE);
        assertThat(foot.visibility()).hasValue(0.5);
    }

    @Test
    void pointsOfATurnedRegionAreTurnedBackInThePlaneAndInSpace() {
        point(NOSE, 128, 64, 0, 0);
        raw[LandmarkLocator.WORLD_AT + 1] = -0.5f;
        raw[LandmarkLocator.WORLD_AT + 2] = 0.25f;
        // The body lies with its head to the right of the image.
        Landmarks landmarks = decode(new Region(100, 100, 256, Math.PI / 2));
        Keypoint nose = landmarks.keypoints().get(Joint.NOSE);
        assertThat(nose).isNotNull();
        assertThat(nose.x()).isCloseTo(164, CLOSE);
        assertThat(nose.y()).isCloseTo(100, CLOSE);
        WorldPoint space = landmarks.world().get(Joint.NOSE);
        assertThat(space).isNotNull();
        assertThat(space.x()).isCloseTo(0.5, CLOSE);
        assertThat(space.y()).isCloseTo(0, CLOSE);
        assertThat(space.z()).isCloseTo(0.25, CLOSE);
    }

    @Test
    void whatIsNoNumberIsAbsent() {
        point(NOSE, Float.NaN, 3, 0, 0);
        point(RIGHT_FOOT, 3, 3, Float.NaN, 0);
        raw[LandmarkLocator.WORLD_AT] = Float.NaN;
        Landmarks landmarks = decode(new Region(320, 240, 512, 0));
        assertThat(landmarks.keypoints()).hasSize(32).doesNotContainKey(Joint.NOSE);
        assertThat(landmarks.world()).hasSize(32).doesNotContainKey(Joint.NOSE);
        Keypoint foot = landmarks.keypoints().get(Joint.RIGHT_FOOT_INDEX);
        assertThat(foot).isNotNull();
        assertThat(foot.visibility()).isEmpty();
    }

    @Test
    void theBodysCircleComesFromTheTwoPointsAfterTheJoints() {
        point(33, 128, 160, 0, 0);
        point(34, 128, 60, 0, 0);
        raw[LandmarkLocator.PRESENCE_AT] = 0.75f;
        Landmarks landmarks = decode(new Region(320, 240, 512, 0));
        assertThat(landmarks.presence()).isEqualTo(0.75);
        assertThat(landmarks.hipsX()).isCloseTo(320, CLOSE);
        assertThat(landmarks.hipsY()).isCloseTo(240 + 64, CLOSE);
        assertThat(landmarks.topY()).isCloseTo(240 - 136, CLOSE);
        assertThat(landmarks.bodySize()).isCloseTo(400, CLOSE);
    }

    private Landmarks decode(Region region) {
        return LandmarkLocator.decode(raw, INPUT, region);
    }

    private void point(int number, float x, float y, float visibility, float presence) {
        int at = 5 * number;
        raw[at] = x;
        raw[at + 1] = y;
        raw[at + 3] = visibility;
        raw[at + 4] = presence;
    }
}
