package formcheck.capture;

/** FFmpeg could go on, but this house does not. The message completes a sentence that begins with the source's name. */
final class RefusedException extends Exception {

    private RefusedException(String message) {
        super(message);
    }

    /**
     * @param what it is instead of a video, with its article
     */
    static RefusedException notAVideo(String what) {
        return new RefusedException("is " + what + ", not a video. Give the video itself.");
    }

    static RefusedException tooLarge(int width, int height, CaptureLimits limits) {
        return new RefusedException("has pictures of " + width + " x " + height + " pixels, and the limit is "
                + limits.maxPixels() + " in all. Make them smaller first.");
    }
}
