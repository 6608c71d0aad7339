package formcheck.web;

import formcheck.capture.CaptureException;
import formcheck.capture.CaptureLimits;
import formcheck.capture.FrameSource;
import formcheck.capture.SourceSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores the video that a page uploads, one at a time, and deletes it when the program ends. Chooses the file name
 * itself; the content decides the format.
 */
final class Uploads implements AutoCloseable {
    /** Bytes of half an hour from a phone. */
    static final long LARGEST = 2L * 1024 * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int CHUNK = 64 * 1024;

    private final long largest;
    private final Optional<Path> data;
    private @Nullable UploadFolder folder;
    private @Nullable Path video;

    /**
     * Deletes the videos of processes that were killed.
     *
     * @param largest bytes
     * @param data the data folder; videos have a folder of their own in it
     */
    Uploads(long largest, Optional<Path> data) {
        this.largest = largest;
        this.data = data;
        UploadFolder.clean(data);
    }

    /**
     * Stores a video in place of the one before.
     *
     * @throws CaptureException if it is too large or not a video, in words for the user
     * @throws IOException if it cannot be stored or does not arrive
     */
    synchronized void take(InputStream in) throws CaptureException, IOException {
        Path file = folder().newVideo();
        boolean kept = false;
        try {
            copy(in, file);
            try (FrameSource source = new SourceSpec.VideoFile(file).open(CaptureLimits.DEFAULT)) {
                source.info(); // decodes the first frame
            } catch (CaptureException e) {
                throw new CaptureException("That is not a video that can be played here. Try MP4, MOV or WebM.", e);
            }
            drop();
            video = file;
            kept = true;
        } finally {
            if (!kept) {
                Files.deleteIfExists(file);
            }
        }
    }

    private void copy(InputStream in, Path file) throws IOException, CaptureException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            long size = 0;
            int read = in.read(chunk);
            while (read >= 0) {
                size += read;
                if (refuses(size)) {
                    throw new CaptureException(tooLarge());
                }
                out.write(chunk, 0, read);
                read = in.read(chunk);
            }
        }
    }

    /** Returns whether a video of this many bytes is too large. */
    boolean refuses(long size) {
        return size > largest;
    }

    /** Returns the message about a video that is too large. */
    String tooLarge() {
        return "That video is larger than " + largest / (1024 * 1024) + " MB. Trim it to one set.";
    }

    /** Returns the latest video. */
    synchronized Optional<Path> video() {
        return Optional.ofNullable(video);
    }

    private UploadFolder folder() throws IOException {
        UploadFolder own = folder;
        if (own == null) {
            own = UploadFolder.make(data);
            folder = own;
        }
        return own;
    }

    private void drop() throws IOException {
        if (video != null) {
            Files.deleteIfExists(video);
            video = null;
        }
    }

    @Override
    public synchronized void close() {
        try {
            drop();
            if (folder != null) {
                folder.close();
                folder = null;
            }
        } catch (IOException e) {
            LOG.debug("an uploaded video could not be deleted in {}: {}", folder, e.toString());
        }
    }
}
