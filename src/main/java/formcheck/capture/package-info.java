/** Where frames come from: files, image sequences, network streams and cameras, all as one {@link FrameSource}. */
@org.jspecify.annotations.NullMarked
package formcheck.capture;
