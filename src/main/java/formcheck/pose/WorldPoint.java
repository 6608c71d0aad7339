package formcheck.pose;

/**
 * Estimated position of a joint in metres, origin between the hips: x to the right of the frame, y down, z away from the
 * camera. Depth is far less accurate than x and y; no verdict on elbows back or forward uses it.
 */
public record WorldPoint(double x, double y, double z) {}
