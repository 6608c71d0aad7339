package formcheck.pose;

/**
 * The model's guess of a joint in space, in metres, origin between the hips: x to the right of the picture, y down, z
 * away from the camera. Depth is far less certain than x and y; nothing decides elbows back or forward by it.
 */
public record WorldPoint(double x, double y, double z) {}
