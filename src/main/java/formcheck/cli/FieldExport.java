package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.report.export.MotFile;
import formcheck.report.export.MotionParts;
import formcheck.report.export.MotionParts.PartContent;
import formcheck.report.export.TrcFile;
import formcheck.report.export.fhir.FhirBundle;
import formcheck.report.export.fhir.FhirPatient;
import formcheck.session.KeptFile;
import formcheck.session.KeptSession;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import formcheck.session.motionfile.MotionReader;
import java.io.BufferedOutputStream;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Writes sessions of one person in the formats of clinics and of motion analysis. Holds one session at a time. A session that
 * cannot be written gets one line, and the others are written.
 */
final class FieldExport {
    private final SessionStore store;
    private final Path folder;
    private final CommandFiles files;
    private final Terminal terminal;
    private final Set<SessionId> failed = new HashSet<>();

    FieldExport(SessionStore store, Path folder, CommandFiles files, Terminal terminal) {
        this.store = store;
        this.folder = folder;
        this.files = files;
        this.terminal = terminal;
    }

    private interface PartWriter {
        void write(SessionId id, PartContent content, MotionParts parts, BufferedWriter to) throws IOException;
    }

    /** Returns how many of the sessions that were to be written were written completely. */
    int completed(List<SessionId> ids) {
        return (int) ids.stream().filter(id -> !failed.contains(id)).count();
    }

    /** @param name of the file in the folder */
    void fhir(String name, FhirPatient patient, List<SessionOverview> sessions)
            throws IOException, StoreException, CommandException {
        boolean any = false;
        try (OutputFile file = files.begin("--to", folder.resolve(name))) {
            try (FhirBundle bundle =
                    FhirBundle.begin(new BufferedOutputStream(Files.newOutputStream(file.path())), patient)) {
                for (SessionOverview session : sessions) {
                    any |= isAdded(bundle, session);
                }
            }
            if (any) {
                file.keep();
            }
        }
    }

    private boolean isAdded(FhirBundle bundle, SessionOverview session) throws IOException {
        try {
            Optional<KeptSession> kept = store.find(session.id());
            if (kept.isEmpty()) { // deleted since it was listed
                return failed(session.id(), "There is no session " + session.id() + ". See: formcheck sessions");
            }
            bundle.add(kept.get(), session);
            return true;
        } catch (StoreException e) {
            return failed(session.id(), String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return failed(session.id(), "Session " + session.id() + " is left out: " + e.getMessage() + ".");
        }
    }

    /** Writes the motion of a session, a file for each opening of its source. */
    void motion(SessionId id, FieldFormat format) throws IOException, CommandException {
        boolean joints = format == FieldFormat.TRC;
        try {
            Optional<KeptFile> motion = store.motion(id);
            if (motion.isEmpty()) {
                failed(id, "Session " + id + " has no kept motion: there is no " + format + " of it.");
                return;
            }
            Optional<String> damage;
            List<PartContent> contents;
            try (MotionReader reader = motion.get().openMotion()) {
                contents = MotionParts.contents(reader);
                damage = reader.damage();
            }
            int written = joints
                    ? parts(id, format, motion.get(), contents, part -> part.posed() > 0, TrcFile::write)
                    : parts(id, format, motion.get(), contents, part -> part.measured() > 0, MotFile::write);
            if (damage.isPresent()) {
                failed(
                        id,
                        "Session " + id + ": " + damage.get()
                                + (written > 0 ? " What comes before is written." : " Nothing of it can be written."));
            } else if (written == 0) {
                failed(
                        id,
                        "Session " + id + " has no " + (joints ? "joint" : "angle") + " in its motion: there is no "
                                + format + " of it.");
            }
        } catch (StoreException e) {
            failed(id, String.valueOf(e.getMessage()));
        }
    }

    /** Returns how many files were written. */
    private int parts(
            SessionId id,
            FieldFormat format,
            KeptFile motion,
            List<PartContent> contents,
            Predicate<PartContent> wanted,
            PartWriter writer)
            throws IOException, StoreException, CommandException {
        int written = 0;
        try (MotionReader reader = motion.openMotion()) {
            MotionParts parts = new MotionParts(reader);
            for (PartContent content : contents) {
                if (!parts.nextPart()) {
                    throw new IOException("the kept motion changed while it was read");
                }
                if (!wanted.test(content)) {
                    continue;
                }
                String name = id + (written == 0 ? "" : "-" + (written + 1)) + "." + format.id();
                try (OutputFile file = files.begin("--to", folder.resolve(name))) {
                    try (BufferedWriter to = Files.newBufferedWriter(file.path(), StandardCharsets.UTF_8)) {
                        writer.write(id, content, parts, to);
                    }
                    file.keep();
                }
                written++;
            }
        }
        return written;
    }

    private boolean failed(SessionId id, String line) {
        failed.add(id);
        terminal.tell(PlainText.visible(line));
        return false;
    }
}
