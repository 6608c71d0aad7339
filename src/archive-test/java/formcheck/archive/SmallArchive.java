package formcheck.archive;

import formcheck.pose.CsvForm;
import formcheck.pose.KeypointWriter;
import formcheck.pose.PoseFrame;
import formcheck.session.KeptPlay;
import formcheck.session.KeptSession;
import formcheck.session.LiveRecording;
import formcheck.session.SessionDetails;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.SessionTransfer;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** An archive of a few people: exports as ZIP files and folders, motion files, keypoints. */
final class SmallArchive {
    static final List<String> PEOPLE = List.of("Ada", "Ben", "Cleo");

    private final Path store;
    private final Path folder;

    /**
     * @param store folder of the sessions' own store
     * @param folder of the archive
     */
    SmallArchive(Path store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** Keeps a session of a person on a day, with so many repetitions. */
    SessionId session(SessionStore open, String person, ZonedDateTime began, int repetitions) throws Exception {
        SessionDetails usual = KeptPlay.details(person);
        SessionDetails details =
                new SessionDetails(person, began, usual.load(), usual.painBefore(), usual.versions(), usual.pictures());
        LiveRecording recording = open.begin(details, KeptPlay.source(), new MotionBuffer());
        KeptPlay.play(recording, KeptPlay.frames(repetitions));
        recording.finish();
        return recording.id();
    }

    /** Writes what {@code export --person} writes: a ZIP file of each person, a folder of the second one. */
    void write() throws Exception {
        Files.createDirectories(folder.resolve("people"));
        try (SessionStore open = SessionStore.open(store)) {
            for (int person = 0; person < PEOPLE.size(); person++) {
                for (int day = 0; day < 3; day++) {
                    session(
                            open,
                            PEOPLE.get(person),
                            KeptPlay.BEGAN.plusDays(4L * day).plusHours(person),
                            3 + day);
                }
                Path zip = folder.resolve("people").resolve("p" + person + ".zip");
                try (OutputStream to = Files.newOutputStream(zip)) {
                    new SessionTransfer(open).writeZip(PEOPLE.get(person), to);
                }
                if (person == 1) {
                    unpack(zip, folder.resolve("people").resolve("p1"));
                    Files.delete(zip);
                }
            }
        }
        Path motions = Files.createDirectories(folder.resolve("motions"));
        try (var files = Files.list(folder.resolve("people").resolve("p1"))) {
            for (Path file :
                    files.filter(found -> found.toString().endsWith(".fcm")).toList()) {
                Files.copy(file, motions.resolve(file.getFileName()));
            }
        }
        Path keypoints = Files.createDirectories(folder.resolve("keypoints"));
        for (int stream = 0; stream < 3; stream++) {
            csv(keypoints.resolve("stream" + stream + (stream == 2 ? ".csv.gz" : ".csv")), frames(stream));
        }
    }

    static List<PoseFrame> frames(int stream) {
        Movement movement = Movement.from(Posture.arms(15)).hold(2.5);
        for (int rep = 0; rep < 3; rep++) {
            movement.repetition(Posture.arms(80 + 12 * stream), 1.1, 1.2 + 0.6 * rep);
        }
        return Figure.FRONTAL.seed(stream).film(movement.hold(1));
    }

    static void csv(Path file, List<PoseFrame> frames) throws IOException {
        try (KeypointWriter writer = KeypointWriter.to(file, Figure.WIDTH, Figure.HEIGHT, CsvForm.DECIMAL_POINT)) {
            for (PoseFrame frame : frames) {
                writer.write(frame);
            }
        }
    }

    static void unpack(Path zip, Path to) throws IOException {
        Files.createDirectories(to);
        try (ZipInputStream content = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = content.getNextEntry(); entry != null; entry = content.getNextEntry()) {
                Files.copy(content, to.resolve(entry.getName()));
            }
        }
    }

    /** Returns the sessions of the store, as a replay finds them. */
    static List<KeptSession> sessions(SessionStore open) throws Exception {
        List<KeptSession> all = new java.util.ArrayList<>();
        for (String person : PEOPLE) {
            for (var overview : open.overviews(person)) {
                all.add(open.find(overview.id()).orElseThrow());
            }
        }
        return all;
    }
}
