/**
 * Delivers frames of files, image folders, network streams, cameras and browsers, all as one {@link FrameSource}.
 *
 * <pre>
 * SourceSpec -&gt; VideoFiles, StreamAddresses, Cameras -&gt; FfmpegInput -&gt; VideoDecoder -&gt; UprightFrames -&gt; Frame
 *               choose and open the input,            packets   decoded      upright, square
 *               explain failures                                images       pixels, RGB
 * </pre>
 *
 * <p>{@link FfmpegSource} runs from FfmpegInput to Frame, with {@link PacketFeed} for the packets. ImagesSource opens one for
 * each file of a folder. The native memory of FFmpeg is allocated and freed in this package.
 */
@org.jspecify.annotations.NullMarked
package formcheck.capture;
