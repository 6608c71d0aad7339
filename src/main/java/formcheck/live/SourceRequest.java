package formcheck.live;

/** A source that a page names. {@link Sources} decides whether it exists. */
public sealed interface SourceRequest {

    /**
     * A camera of the browser of the page, whose images the page sends.
     *
     * @param width of its images, pixels
     * @param height of its images, pixels
     */
    record BrowserCamera(String name, int width, int height) implements SourceRequest {}

    /** The camera of the paired phone. */
    record PairedPhoneCamera() implements SourceRequest {}

    /** A camera of this machine, by its listed device or its number. */
    record LocalCamera(String device) implements SourceRequest {}

    /** A stream, by its URL. */
    record StreamAddress(String address) implements SourceRequest {}

    /** A sample video, by its name in the list. */
    record SampleVideo(String name) implements SourceRequest {}

    /** The video that was uploaded last. */
    record UploadedVideo() implements SourceRequest {}
}
