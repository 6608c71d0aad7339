package formcheck.cli;

import formcheck.pose.KeypointWriter;
import formcheck.pose.PoseFrame;
import formcheck.report.PlainText;
import formcheck.report.export.KeptProofsJson;
import formcheck.report.export.KeptSessionJson;
import formcheck.report.export.RepetitionsCsv;
import formcheck.report.export.SessionVtt;
import formcheck.session.KeptFile;
import formcheck.session.KeptProof;
import formcheck.session.KeptSession;
import formcheck.session.Moment;
import formcheck.session.Profile;
import formcheck.session.SessionId;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import formcheck.session.SessionTransfer;
import formcheck.session.StoreException;
import formcheck.session.motionfile.KeptFrame;
import formcheck.session.motionfile.MotionReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Exports stored sessions for other programs. */
@Command(
        name = "export",
        sortOptions = false,
        header = "Takes a kept session, or everything of a person, to files for other programs.",
        synopsisHeading = "%nUsage: ",
        description = {
            "",
            "Writes for each session: SESSION.json (all values), SESSION.csv (a row a repetition), SESSION.vtt (what was"
                    + " said and the repetitions, opens with the video), SESSION-keypoints.csv (the joints of each frame, which"
                    + " analyze reads), SESSION.fcm (the kept motion), SESSION-stored.json (what import reads), and the video"
                    + " and stills if they were kept. Of a person also person.json (choices, for import) and proven.json:"
                    + " what they showed on purpose, and how right the verdicts were.",
            "",
            "With --format, writes other formats instead. fhir: one FHIR R4 bundle with the totals and pain ratings of each"
                    + " session, SESSION-fhir.json or fhir.json of a person. trc: the joints of each frame for OpenSim,"
                    + " SESSION.trc. mot: the angles of each frame for OpenSim, SESSION.mot.",
            ""
        },
        optionListHeading = "%n",
        footer = {
            "",
            "Examples:",
            "  formcheck export latest --to friday",
            "  formcheck export --person Ada --to everything",
            "  formcheck export --person Ada --format fhir --patient P-0042 --to clinic",
            "  formcheck export latest --format trc,mot --to opensim"
        })
final class ExportCommand implements Callable<Integer> {
    private final Shell shell;

    @Parameters(arity = "0..1", paramLabel = "SESSION", description = "A session's name, or 'latest'.")
    private Optional<String> session = Optional.empty();

    @Option(names = "--person", paramLabel = "NAME", description = "All sessions of this person.")
    private Optional<String> person = Optional.empty();

    @Option(names = "--to", required = true, paramLabel = "FOLDER", description = "Where to write; is made if need be.")
    @Writes(folder = true)
    private Path folder = Path.of("");

    @Mixin
    private FieldOptions field = new FieldOptions();

    @Mixin
    private CsvOptions csv = new CsvOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Mixin
    private CommonOptions common = new CommonOptions();

    ExportCommand(Shell shell) {
        this.shell = shell;
    }

    @Override
    public Integer call() throws StoreException, CommandException {
        if (session.isPresent() == person.isPresent()) {
            throw CommandException.usage("Name a SESSION, or a person with --person.");
        }
        field.check();
        // A pseudonym follows from a person's first session: that needs all of them.
        boolean all = person.isPresent() || field.formats().contains(FieldFormat.FHIR);
        try (SessionStore store = all ? data.openToReadAll() : data.openToRead()) {
            List<SessionId> ids = session.isPresent()
                    ? List.of(data.id(store, session.get()))
                    : ofPerson(store, person.orElseThrow());
            int exported;
            try {
                OutputFile.makeFolder(folder);
                CommandFiles files = common.files(shell.terminal());
                exported = field.formats().isEmpty() ? ownFormats(store, ids, files) : fieldFormats(store, ids, files);
            } catch (FileAlreadyExistsException e) {
                throw CommandException.usage(e.getFile() + " is a file. Name a folder.");
            } catch (IOException e) {
                throw CommandException.failure(folder + " could not be written to: " + OutputFile.reason(e) + ".");
            }
            if (exported > 0 || person.isPresent()) { // else a line said why
                shell.terminal()
                        .tell("Exported " + exported + (exported == 1 ? " session" : " sessions") + " to " + folder
                                + ".");
            }
            return exported == ids.size() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** Writes what FormCheck itself reads, and tables; returns the number of sessions. */
    private int ownFormats(SessionStore store, List<SessionId> ids, CommandFiles files)
            throws IOException, StoreException, CommandException {
        int exported = 0;
        for (SessionId id : ids) {
            exported += isExported(store, id, files) ? 1 : 0;
        }
        if (person.isPresent()) {
            Optional<byte[]> stored = new SessionTransfer(store).person(person.get());
            if (stored.isPresent()) {
                write(files, "person.json", stored.get());
            }
            proofs(store, person.get(), files);
        }
        return exported;
    }

    /** Writes what other programs read; returns the number of sessions of which everything was written. */
    private int fieldFormats(SessionStore store, List<SessionId> ids, CommandFiles files)
            throws IOException, StoreException, CommandException {
        FieldExport export = new FieldExport(store, folder, files, shell.terminal());
        String name = person.isPresent()
                ? person.get()
                : data.find(store, ids.get(0).text()).person();
        if (field.formats().contains(FieldFormat.FHIR)) {
            List<SessionOverview> sessions = store.overviews(name);
            if (!sessions.isEmpty()) {
                Set<SessionId> wanted = Set.copyOf(ids);
                export.fhir(
                        session.isPresent() ? ids.get(0) + "-fhir.json" : "fhir.json",
                        field.patient(sessions.get(0)),
                        sessions.stream()
                                .filter(kept -> wanted.contains(kept.id()))
                                .toList());
            }
        }
        for (FieldFormat format : List.of(FieldFormat.TRC, FieldFormat.MOT)) {
            for (SessionId id : field.formats().contains(format) ? ids : List.<SessionId>of()) {
                export.motion(id, format);
            }
        }
        return export.completed(ids);
    }

    /** One damaged session of a person does not stop the export of the others. */
    private boolean isExported(SessionStore store, SessionId id, CommandFiles files)
            throws IOException, StoreException, CommandException {
        try {
            export(store, data.find(store, id.text()), files);
            return true;
        } catch (StoreException e) {
            if (session.isPresent()) {
                throw e;
            }
            shell.terminal().tell(PlainText.visible(String.valueOf(e.getMessage())));
            return false;
        }
    }

    private static List<SessionId> ofPerson(SessionStore store, String name) throws StoreException, CommandException {
        if (store.profile(name).isEmpty()) {
            throw CommandException.failure("No one here is called " + PlainText.visible(name) + ".");
        }
        return store.overviews(name).stream().map(SessionOverview::id).toList();
    }

    private void proofs(SessionStore store, String name, CommandFiles files)
            throws IOException, StoreException, CommandException {
        List<KeptProof> proofs = store.proofs(name);
        Optional<Profile> profile = store.profile(name);
        if (profile.isPresent() && (!proofs.isEmpty() || profile.get().provenDecides())) {
            write(
                    files,
                    "proven.json",
                    KeptProofsJson.of(profile.get().name(), profile.get().provenDecides(), proofs));
        }
    }

    private void export(SessionStore store, KeptSession kept, CommandFiles files)
            throws IOException, StoreException, CommandException {
        SessionId id = kept.id();
        write(files, id + ".json", KeptSessionJson.of(kept));
        Optional<byte[]> stored = new SessionTransfer(store).document(id);
        if (stored.isPresent()) {
            write(files, id + "-stored.json", stored.get());
        }
        write(files, id + ".csv", RepetitionsCsv.of(kept, csv.form()));
        write(files, id + ".vtt", SessionVtt.of(kept, store.videoStart(id).orElse(0)));
        Optional<KeptFile> motion = store.motion(id);
        if (motion.isPresent()) {
            keypoints(files, id, motion.get());
        }
        copy(files, motion, id + ".fcm");
        copy(files, store.video(id), id + ".webm");
        for (int rep = 1; rep <= kept.session().reps().size(); rep++) {
            for (Moment moment : Moment.values()) {
                Optional<byte[]> still = store.still(id, rep, moment);
                if (still.isPresent()) {
                    write(files, id + "-rep-" + rep + "-" + moment.id() + ".jpg", still.get());
                }
            }
        }
    }

    /** One stream for each opening of the source: a movement never continues across an opening. */
    private void keypoints(CommandFiles files, SessionId id, KeptFile motion)
            throws IOException, StoreException, CommandException {
        try (MotionReader reader = motion.openMotion()) {
            Optional<KeptFrame> next = reader.next();
            for (int part = 1; next.isPresent(); part++) {
                int segment = next.get().segment();
                PoseFrame first = next.get().pose();
                String name = id + "-keypoints" + (part == 1 ? "" : "-" + part) + ".csv";
                try (OutputFile file = files.begin("--to", folder.resolve(name))) {
                    try (KeypointWriter writer =
                            KeypointWriter.to(file.path(), first.width(), first.height(), csv.form())) {
                        for (; next.isPresent() && next.get().segment() == segment; next = reader.next()) {
                            writer.write(next.get().pose());
                        }
                    }
                    file.keep();
                }
            }
        }
    }

    private void write(CommandFiles files, String name, String text) throws IOException, CommandException {
        write(files, name, text.getBytes(StandardCharsets.UTF_8));
    }

    private void write(CommandFiles files, String name, byte[] content) throws IOException, CommandException {
        try (OutputFile file = files.begin("--to", folder.resolve(name))) {
            Files.write(file.path(), content);
            file.keep();
        }
    }

    private void copy(CommandFiles files, Optional<KeptFile> from, String name) throws IOException, CommandException {
        if (from.isPresent()) {
            try (OutputFile file = files.begin("--to", folder.resolve(name));
                    InputStream content = from.get().open();
                    OutputStream to = Files.newOutputStream(file.path())) {
                content.transferTo(to);
                to.close();
                file.keep();
            }
        }
    }
}
