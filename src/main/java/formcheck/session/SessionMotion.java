package formcheck.session;

import formcheck.session.motionfile.BlockFile;
import formcheck.session.motionfile.MotionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Creates the motion file of a session. */
final class SessionMotion {
    private SessionMotion() {}

    /**
     * Creates a motion file. Fails if it exists: it belongs to another session.
     *
     * @param folder of the session
     * @param key to seal it with, in a protected folder
     */
    static MotionFile begin(Path folder, MotionAbout about, Optional<SealingKey> key) throws IOException {
        DataFolder.makePrivate(folder);
        Path file = folder.resolve(MotionFile.NAME);
        DataFolder.createPrivate(file);
        try {
            BlockFile blocks = key.isPresent()
                    ? SealedWriter.begin(file, key.get(), SealedFile.purpose(file))
                    : BlockFile.plain(file);
            return MotionFile.begin(blocks, about.bytes());
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }
}
