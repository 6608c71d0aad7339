package formcheck.pose;

import java.util.Map;

/**
 * What the landmark model sees in a region.
 *
 * @param presence probability that a person is there, 0 to 1
 * @param keypoints in pixels of the picture
 * @param world in metres, turned back to the picture's upright
 * @param hipsX middle between the hips, pixels
 * @param hipsY as {@code hipsX}
 * @param topX a point of a circle around the body in the direction of the head, pixels
 * @param topY as {@code topX}
 */
public record Landmarks(
        double presence,
        Map<Joint, Keypoint> keypoints,
        Map<Joint, WorldPoint> world,
        double hipsX,
        double hipsY,
        double topX,
        double topY) {

    /** Diameter of the circle around the body, pixels. */
    double bodySize() {
        return 2 * Math.hypot(topX - hipsX, topY - hipsY);
    }
}
