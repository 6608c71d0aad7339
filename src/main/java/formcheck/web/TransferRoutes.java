package formcheck.web;

import formcheck.live.StoreAccess;
import formcheck.session.SessionStore;
import formcheck.session.SessionTransfer;
import formcheck.session.SessionTransfer.Imported;
import formcheck.session.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All sessions of a person as one file, to and from another computer. */
final class TransferRoutes {
    /** Path of a request with a body of any length. */
    static final String IMPORT = "/api/import";

    private static final Logger LOG = LoggerFactory.getLogger(TransferRoutes.class);

    /** Bytes of an export with videos of a month. */
    private static final long LARGEST = 16L << 30;

    private static final int CHUNK = 64 * 1024;

    private final Optional<StoreAccess> kept;
    private final Optional<Path> data;

    /**
     * @param kept the store; empty if sessions are not stored
     * @param data the data folder; an imported file is in a private folder of it for a while
     */
    TransferRoutes(Optional<StoreAccess> kept, Optional<Path> data) {
        this.kept = kept;
        this.data = data;
    }

    /**
     * The result of an import.
     *
     * @param added new sessions
     * @param known sessions that were here already
     * @param untrusted who wrote the prescriptions that were left out, as their keys are not accepted here
     */
    record ImportedJson(int added, int known, List<String> untrusted) {}

    void addTo(RoutesConfig routes) {
        routes.get("/api/sessions.zip", withStore(this::export));
        routes.post(IMPORT, withStore(this::take));
    }

    private interface TransferWork {
        void answer(Context request, SessionStore store) throws StoreException, IOException;
    }

    private Handler withStore(TransferWork work) {
        return request -> {
            if (kept.isEmpty()) {
                request.status(HttpStatus.NOT_FOUND).result("FormCheck stores no sessions here.");
                return;
            }
            try {
                work.answer(request, kept.get().get());
            } catch (StoreException e) {
                LOG.debug("a transfer failed", e);
                request.status(HttpStatus.UNPROCESSABLE_CONTENT).result(String.valueOf(e.getMessage()));
            }
        };
    }

    private static String text(Context request, String name) {
        return Objects.requireNonNullElse(request.queryParam(name), "");
    }

    private void export(Context request, SessionStore store) throws StoreException, IOException {
        request.contentType("application/zip")
                .header("Content-Disposition", "attachment; filename=\"formcheck-sessions.zip\"");
        new SessionTransfer(store).writeZip(text(request, "person"), request.outputStream());
    }

    private void take(Context request, SessionStore store) throws StoreException, IOException {
        try (UploadFolder folder = UploadFolder.make(data)) {
            Path file = folder.newVideo();
            try {
                copy(Bodies.inTime(request), file);
                Imported imported = new SessionTransfer(store).importFrom(file, "The file", Optional.empty());
                request.json(new ImportedJson(
                        imported.added().size(),
                        imported.known().size(),
                        imported.untrusted().stream()
                                .map(one -> one.prescription().practitioner())
                                .distinct()
                                .toList()));
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void copy(InputStream in, Path file) throws IOException, StoreException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            long size = 0;
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                size += read;
                if (size > LARGEST) {
                    throw new StoreException("That file is too large. Use: formcheck import");
                }
                out.write(chunk, 0, read);
            }
        }
    }
}
