package formcheck.capture;

/** FFmpeg could go on, but FormCheck refuses. The message completes a sentence that begins with the source's name. */
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

    /**
     * @param where what it names instead, as it may be shown
     */
    static RefusedException leadsElsewhere(String where) {
        return new RefusedException(
                "redirects to " + where
                        + ", which is not followed: only redirects to the same host are. If you trust it, give the address of the video itself.");
    }

    static RefusedException leadsOnTooOften(int times) {
        return new RefusedException("redirects more than " + times + " times. Give the address of the video itself.");
    }

    /** @param work says how much, as a verb and what follows */
    static RefusedException tooMuchWork(String work) {
        return new RefusedException(
                "holds an image that is not decoded, because it " + work + ". No camera writes such images.");
    }

    static RefusedException tooLarge(int width, int height, CaptureLimits limits) {
        return new RefusedException("has images of " + width + " x " + height + " pixels, and the limit is "
                + limits.maxPixels() + " in all. Make them smaller first.");
    }
}
