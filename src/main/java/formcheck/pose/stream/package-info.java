/** Key points that other programs have written, read as recorded streams: one entry, {@link formcheck.pose.stream.KeypointStreams}. */
@org.jspecify.annotations.NullMarked
package formcheck.pose.stream;
