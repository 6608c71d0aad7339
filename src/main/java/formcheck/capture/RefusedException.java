package formcheck.capture;

/** FormCheck refuses what FFmpeg could open. The message completes a sentence that begins with the name of the source. */
final class RefusedException extends Exception {

    private RefusedException(String message) {
        super(message);
    }

    /** @param what it is instead, with its article */
    static RefusedException notAVideo(String what) {
        return new RefusedException("is " + what + ", not a video. Give the video itself.");
    }

    /** @param where it redirects to, safe to show */
    static RefusedException leadsElsewhere(String where) {
        return new RefusedException(
                "redirects to " + where
                        + ", which is not followed: only redirects to the same host are. If you trust it, give the address of the video itself.");
    }

    static RefusedException leadsOnTooOften(int times) {
        return new RefusedException("redirects more than " + times + " times. Give the address of the video itself.");
    }

    /** @param work a clause that begins with a verb */
    static RefusedException tooMuchWork(String work) {
        return new RefusedException(
                "holds an image that is not decoded, because it " + work + ". No camera writes such images.");
    }

    static RefusedException tooLarge(int width, int height, CaptureLimits limits) {
        return new RefusedException("has images of " + width + " x " + height + " pixels, and the limit is "
                + limits.maxPixels() + " in all. Make them smaller first.");
    }
}
