package formcheck.capture;

import java.net.URI;
import java.nio.file.Path;

/** Where frames shall come from. */
public sealed interface SourceSpec {

    /** A video file of any container and codec that FFmpeg reads. */
    record VideoFile(Path path) implements SourceSpec {}

    /** Pictures of one folder in the order of their names (numbers by value), shown at a given rate. */
    record Images(Path directory, double framesPerSecond) implements SourceSpec {}

    /** A network address that FFmpeg opens: MJPEG over HTTP, RTSP. */
    record Stream(URI address) implements SourceSpec {}

    /** A camera of this machine: a number (0 is the first) or the system's own name for it. */
    record Camera(String device) implements SourceSpec {}
}
