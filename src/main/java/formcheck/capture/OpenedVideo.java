package formcheck.capture;

/**
 * An open input and how to read it.
 *
 * @param name in the user's words, for messages
 */
record OpenedVideo(FfmpegInput input, String name, SourceMode manner, CaptureLimits limits) {}
