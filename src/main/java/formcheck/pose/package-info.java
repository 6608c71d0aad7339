/** Estimates the pose in a frame: 33 joints from a pose model, or from a recorded keypoint stream. */
@org.jspecify.annotations.NullMarked
package formcheck.pose;
