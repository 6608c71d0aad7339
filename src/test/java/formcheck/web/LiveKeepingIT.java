package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.capture.CaptureLimits;
import formcheck.capture.Frame;
import formcheck.capture.FrameSource;
import formcheck.capture.Jpeg;
import formcheck.capture.SourceSpec;
import formcheck.exercise.ExerciseFile;
import formcheck.pose.Pose;
import formcheck.pose.PoseEstimator;
import formcheck.pose.PoseFrame;
import formcheck.session.KeptSession;
import formcheck.session.KeptSet;
import formcheck.session.Moment;
import formcheck.session.Replay;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.Versions;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A live session from images of a page to the disk: real server, guide, rules and database; known poses. */
@Timeout(180)
@Tag("live")
class LiveKeepingIT {
    private static final String HOSTILE = "Robert'); drop table session;--<img src=x onerror=alert(1)>";
    private static final double RATE = 20;
    private static final Posture REST = Posture.arms(20);
    private static final Posture TOP = Posture.arms(106);

    /** From sitting down to the rest: four repetitions, of which the second falls. */
    private static final List<PoseFrame> FILM = Figure.FRONTAL
            .rate(RATE)
            .film(Movement.from(REST)
                    .hold(12)
                    .repetitions(1, TOP, 1.2, 2.8)
                    .to(TOP, 1.2)
                    .hold(0.6)
                    .dropTo(REST, 0.45)
                    .hold(1)
                    .repetitions(2, TOP, 1.2, 2.8)
                    .hold(9));

    /** Returns the scripted pose of each moment. */
    private static final class Film implements PoseEstimator {
        @Override
        public Optional<Pose> estimate(Frame frame) {
            int index = (int) Math.min(FILM.size() - 1, Math.round(frame.at().toNanos() * 1e-9 * RATE));
            return FILM.get(index).pose();
        }

        @Override
        public void reset() {}

        @Override
        public void close() {}
    }

    @TempDir
    private Path data;

    private WebServer server;
    private PageClient page;
    private final List<byte[]> pictures = new ArrayList<>();
    private int answered;
    private int pause;
    private JsonNode last;
    private Optional<String> problem = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        ServerSettings settings = ServerSettings.of(ExerciseFile.builtIn(), List.of())
                .on(0, 1)
                .keeping(new StorageSettings(
                        data, exercise -> new Versions("1.0", Optional.empty(), Optional.empty(), "feedbeef")));
        server = WebServer.start(settings, progress -> new Film());
        page = PageClient.open(Visit.by(server.address()));
        page.until("type", "hello");
        for (int light = 120; light < 125; light++) { // an image that never changes counts as a frozen camera
            byte[] rgb = new byte[3 * Figure.WIDTH * Figure.HEIGHT];
            Arrays.fill(rgb, (byte) light);
            pictures.add(Jpeg.of(new Frame(0, Duration.ZERO, Figure.WIDTH, Figure.HEIGHT, rgb)));
        }
        last = new ObjectMapper().createObjectNode();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void open(String name, String pictures) throws Exception {
        ObjectNode message = new ObjectMapper().createObjectNode().put("type", "open");
        message.putObject("source")
                .put("kind", "browser")
                .put("name", "camera")
                .put("width", Figure.WIDTH)
                .put("height", Figure.HEIGHT);
        message.putObject("person")
                .put("name", name)
                .put("kilograms", 2.5)
                .put("painBefore", 3)
                .put("pictures", pictures);
        page.say(message.toString());
    }

    /** One image after the other, each when the one before was judged: none is dropped for want of time. */
    private void play(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            page.picture(i, i * 1000 / RATE, pictures.get(i % pictures.size()));
            String type = "";
            while (!type.equals("frame")) {
                JsonNode message = page.messages.poll(15, TimeUnit.SECONDS);
                assertThat(message).as("picture %d was not judged", i).isNotNull();
                type = hear(message);
            }
            answered++;
            Thread.sleep(pause);
        }
    }

    private String hear(JsonNode message) {
        String type = message.path("type").asText();
        if (message.has("set")) {
            last = message.path("set");
        }
        if (type.equals("kept")) {
            problem = Optional.ofNullable(message.path("problem").textValue());
        }
        return type;
    }

    /** To the end of the session, which is on the disk then. */
    private SessionId end() throws Exception {
        page.say("{\"type\":\"pain\",\"level\":4}");
        page.say("{\"type\":\"command\",\"name\":\"end\"}");
        page.say("{\"type\":\"close\"}");
        Thread.sleep(300); // messages are read in the server's own time
        server.close();
        try (SessionStore store = SessionStore.open(data)) {
            return store.latest().orElseThrow();
        }
    }

    @Test
    void whatTheSummaryShowsIsWhatIsKept() throws Exception {
        open(HOSTILE, "stills");
        page.next("opened");
        pause = 10; // images to be kept are left out where they come faster than they are encoded
        play(0, FILM.size());
        assertThat(last.path("count").asInt()).isEqualTo(4);
        SessionId id = end();
        try (SessionStore store = SessionStore.open(data)) {
            KeptSession kept = store.find(id).orElseThrow();
            assertThat(kept.person()).isEqualTo(HOSTILE);
            assertThat(kept.load().kilograms()).hasValue(2.5);
            assertThat(kept.painBefore()).hasValue(3);
            assertThat(kept.painAfter()).hasValue(4);
            assertThat(kept.finished()).isTrue();
            assertThat(kept.sets()).hasSize(1);
            KeptSet set = kept.sets().get(0);
            assertThat(set.ending()).contains(last.path("ending").asText());
            assertThat(set.pain()).isEqualTo(OptionalInt.of(4));
            assertThat(kept.session().reps()).hasSize(last.path("marks").size());
            for (int i = 0; i < kept.session().reps().size(); i++) {
                assertThat(kept.session().reps().get(i).eccentricSeconds())
                        .isCloseTo(last.path("marks").get(i).path("down").asDouble(), within(0.006));
            }
            assertThat(kept.session().reps().get(1).faults())
                    .extracting(fault -> fault.rule().id())
                    .contains("fast-descent");
            assertThat(kept.session().cues()).isNotEmpty();
            assertThat(kept.session().frames()).isEqualTo(answered).isEqualTo(FILM.size());
            assertThat(kept.session().curve()).isNotEmpty();
            Replay again = Replay.of(
                    kept, store.motion(id).orElseThrow(), kept.session().exercise());
            assertThat(again.reps()).isEqualTo(kept.session().reps());
            assertThat(column("baseline", id)).contains("shoulderWidth");
            assertThat(store.profile(HOSTILE).orElseThrow().load().kilograms()).hasValue(2.5);
            for (int rep = 1; rep <= 4; rep++) {
                assertThat(store.still(id, rep, Moment.TOP).orElseThrow()).startsWith(0xFF, 0xD8);
                boolean faulty = !kept.session().reps().get(rep - 1).faults().isEmpty();
                assertThat(store.still(id, rep, Moment.WORST).isPresent()).isEqualTo(faulty);
            }
            assertThat(store.still(id, 2, Moment.WORST).orElseThrow()).startsWith(0xFF, 0xD8);
            store.erase(id);
        }
        assertThat(filesOf(id)).isEmpty();
    }

    @Test
    void aLockedStoreIsSaidInOneLineAndWhatWasHeldBackIsWrittenLater() throws Exception {
        open("Ada", "video");
        page.next("opened");
        int before = (int) (12 * RATE);
        play(0, before);
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            play(before, FILM.size() - 1);
            saysInOneLine("locked");
            assertThat(last.path("count").asInt()).isEqualTo(4);
            // The person leaves before there is a way to keep anything.
            page.say("{\"type\":\"pain\",\"level\":4}");
            page.say("{\"type\":\"close\"}");
            Thread.sleep(500);
            statement.execute("rollback");
        }
        SessionId id = end();
        try (SessionStore store = SessionStore.open(data)) {
            KeptSession kept = store.find(id).orElseThrow();
            assertThat(kept.session().reps()).hasSize(4);
            assertThat(kept.painAfter()).hasValue(4);
            assertThat(kept.finished()).isTrue();
            assertThat(kept.session().frames()).isEqualTo(answered);
            store.erase(id);
        }
        assertThat(filesOf(id)).isEmpty();
    }

    /** A disk of its own, and full in mid-set: only who may mount one can try it. */
    @Test
    void aFullDiskIsSaidInOneLineTheSetGoesOnAndNothingAcknowledgedIsLost() throws Exception {
        Assumptions.assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=16m,mode=700", "none", data.toString()),
                "no disk may be mounted here");
        try {
            open("Ada", "video");
            page.next("opened");
            int before = (int) (20 * RATE);
            play(0, before);
            List<Integer> acknowledged = numbers();
            for (int i = 0; i < 100 && acknowledged.isEmpty(); i++) {
                Thread.sleep(100); // keeping has a thread of its own
                acknowledged = numbers();
            }
            assertThat(acknowledged).isNotEmpty();
            fillUp(data.resolve("ballast"));
            play(before, FILM.size() - 1);
            saysInOneLine("disk is full");
            assertThat(last.path("count").asInt()).isEqualTo(4);
            assertThat(numbers()).containsAll(acknowledged);
            Files.delete(data.resolve("ballast"));
            SessionId id = end();
            try (SessionStore store = SessionStore.open(data)) {
                KeptSession kept = store.find(id).orElseThrow();
                assertThat(store.integrity()).isEqualTo("ok");
                assertThat(kept.session().reps()).hasSize(4);
                assertThat(kept.painAfter()).hasValue(4);
                assertThat(kept.finished()).isTrue();
                Replay again = Replay.of(
                        kept, store.motion(id).orElseThrow(), kept.session().exercise());
                assertThat(again.damage()).isEmpty();
                assertThat(again.reps()).isEqualTo(kept.session().reps());
            }
        } finally {
            server.close();
            assertThat(succeeds("umount", "--lazy", data.toString())).isTrue();
        }
    }

    private void saysInOneLine(String what) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20); // ten messages a second come anyway
        while (problem.isEmpty() && System.nanoTime() < until) {
            JsonNode message = page.messages.poll(1, TimeUnit.SECONDS);
            if (message != null) {
                hear(message);
            }
        }
        assertThat(problem)
                .hasValueSatisfying(words -> assertThat(words).contains(what).doesNotContain("\n"));
    }

    private static boolean succeeds(String... command) throws Exception {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }

    private static void fillUp(Path file) throws IOException {
        try (FileChannel ballast = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int size = 1 << 20; size > 0; size /= 2) {
                try {
                    while (true) {
                        ballast.write(ByteBuffer.allocate(size));
                    }
                } catch (IOException e) {
                    // The disk takes no more of this size.
                }
            }
        }
    }

    private List<Integer> numbers() throws Exception {
        List<Integer> numbers = new ArrayList<>();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select number from repetition order by number")) {
            while (row.next()) {
                numbers.add(row.getInt(1));
            }
        }
        return numbers;
    }

    @Test
    void aVideoIsAsLongAsWhatWasDone() throws Exception {
        open("Ada", "video");
        page.next("opened");
        pause = 10; // as above: the last ones were left out once
        play(0, FILM.size());
        SessionId id = end();
        try (SessionStore store = SessionStore.open(data)) {
            KeptSession kept = store.find(id).orElseThrow();
            assertThat(kept.session().frames()).isEqualTo(answered).isEqualTo(FILM.size());
            double from = store.videoStart(id).orElseThrow();
            KeptSet set = kept.sets().get(0);
            // What came before the set, ten seconds at most; this set begins sooner.
            assertThat(set.start()).isLessThan(10);
            assertThat(from).isCloseTo(0, within(1.5));
            double seconds = 0;
            try (FrameSource video =
                    new SourceSpec.VideoFile(store.video(id).orElseThrow().path()).open(CaptureLimits.DEFAULT)) {
                for (Optional<Frame> frame = video.next(); frame.isPresent(); frame = video.next()) {
                    seconds = frame.get().at().toNanos() * 1e-9;
                }
            }
            // It goes on to the last image, also when the set was over before.
            assertThat(from + seconds).isGreaterThan(set.end().orElseThrow() - 0.5);
            assertThat(from + seconds).isCloseTo(kept.session().duration().toNanos() * 1e-9, within(0.5));
            store.erase(id);
        }
        assertThat(filesOf(id)).isEmpty();
    }

    @Test
    void aNameThatIsNoneIsRefusedBeforeAnythingBegins() throws Exception {
        open("\u001b[31mred", "none");
        assertThat(page.next("refused").path("problem").asText())
                .contains("name")
                .doesNotContain("\u001b");
    }

    private List<Path> filesOf(SessionId id) throws Exception {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> file.toString().contains(id.text())).toList();
        }
    }

    private Connection connect() throws Exception {
        return DriverManager.getConnection("jdbc:sqlite:" + data.resolve("formcheck.db"));
    }

    private String column(String name, SessionId id) throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select " + name + " from session where id = '" + id + "'")) {
            return row.getString(1);
        }
    }
}
