package formcheck.pose;

import java.util.Map;

/**
 * Output of the landmark model for a region.
 *
 * @param presence probability that a person is there, 0 to 1
 * @param keypoints frame pixels
 * @param world metres, rotated back to the upright frame
 * @param hipsX middle between the hips, pixels
 * @param hipsY middle between the hips, pixels
 * @param topX point of a circle around the body, in the direction of the head, pixels
 * @param topY point of that circle, pixels
 */
public record Landmarks(
        double presence,
        Map<Joint, Keypoint> keypoints,
        Map<Joint, WorldPoint> world,
        double hipsX,
        double hipsY,
        double topX,
        double topY) {

    /** Returns the diameter of the circle around the body, pixels. */
    double bodySize() {
        return 2 * Math.hypot(topX - hipsX, topY - hipsY);
    }
}
