/**
 * Where frames come from: files, image sequences, network streams and cameras, all as one {@link FrameSource}.
 *
 * <pre>
 * SourceSpec -&gt; VideoFiles, StreamAddresses, Cameras -&gt; FfmpegInput -&gt; VideoDecoder -&gt; UprightFrames -&gt; Frame
 *               what to open, and why it      packets   pictures    turned, squared,
 *               could not be, in words                              in RGB
 * </pre>
 *
 * <p>{@link FfmpegSource} is the line from FfmpegInput to Frame, ImagesSource puts one of them behind each picture of a folder.
 * FFmpeg's native memory is made and freed here, and never leaves.
 */
@org.jspecify.annotations.NullMarked
package formcheck.capture;
