/** Reads keypoints that other programs wrote as recorded streams. The entry point is {@link formcheck.pose.stream.KeypointStreams}. */
@org.jspecify.annotations.NullMarked
package formcheck.pose.stream;
