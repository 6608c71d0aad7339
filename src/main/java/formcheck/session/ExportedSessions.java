package formcheck.session;

import formcheck.session.TransferJson.Transferred;
import formcheck.session.motionfile.MotionReader;
import formcheck.session.motionfile.UnreadableMotionException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;

/** The sessions of an export, in its folder or a ZIP file of it. Reads them as an import does, with the same limits. */
public final class ExportedSessions implements AutoCloseable {
    private final TransferFiles files;

    private ExportedSessions(TransferFiles files) {
        this.files = files;
    }

    /**
     * Opens an export. Reads only the names of its files.
     *
     * @param name of the export in messages
     * @throws StoreException if it cannot be read, or its names are not safe
     */
    public static ExportedSessions open(Path place, String name) throws StoreException {
        return new ExportedSessions(TransferFiles.open(place, name));
    }

    /** Returns whether a file is the document of an exported session, by its name. */
    public static boolean isDocument(String name) {
        return TransferFiles.DOCUMENT.matcher(name).matches();
    }

    /** Returns the sessions that have a document, in order. */
    public List<SessionId> ids() {
        return files.names().stream()
                .map(TransferFiles.DOCUMENT::matcher)
                .filter(Matcher::matches)
                .map(document -> new SessionId(document.group(1)))
                .toList();
    }

    /**
     * Reads the document of a session.
     *
     * @throws StoreException if it is damaged, of another program or of a newer version, or has no motion
     */
    public ArchivedSession session(SessionId id) throws StoreException {
        String document = id + "-stored.json";
        String motion = id + ".fcm";
        KeptSession kept;
        try {
            Transferred read = TransferJson.read(files.read(document));
            TransferJson.require(read.id().equals(id));
            kept = kept(read);
        } catch (TransferJson.NewerVersionException e) {
            throw new StoreException(document + " is of a newer FormCheck. Use that one.", e);
        } catch (IOException | RuntimeException e) {
            String why = e.getMessage() == null ? "" : " (" + e.getMessage() + ")";
            throw new StoreException(document + " is damaged or of another program" + why + ".", e);
        }
        if (!files.has(motion)) {
            throw new StoreException("Session " + id + " has no kept motion: it cannot be judged again.");
        }
        return new ArchivedSession(kept, () -> motion(motion), MotionJudge.EARLY);
    }

    /** Returns the session as it was stored, without cues and periods. */
    private static KeptSession kept(Transferred read) {
        TransferJson json = read.json();
        return read.about()
                .session(
                        read.id(),
                        read.sets(),
                        read.reps(),
                        new MotionAbout.Extent(
                                json.seconds(),
                                json.frames(),
                                json.framesWithPose(),
                                json.width(),
                                json.height(),
                                Optional.ofNullable(json.damage())),
                        json.finished());
    }

    private MotionReader motion(String name) throws StoreException {
        try {
            return MotionReader.of(new BufferedInputStream(files.open(name)), name);
        } catch (UnreadableMotionException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StoreException(name + " cannot be read: " + FailureWords.of(e) + ".", e);
        }
    }

    @Override
    public void close() {
        files.close();
    }
}
