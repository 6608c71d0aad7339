package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.capture.Frame;
import formcheck.capture.Jpeg;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Proof;
import formcheck.exercise.RuleKind;
import formcheck.motion.Baseline;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.pose.ModelCatalog;
import formcheck.pose.PostureModel;
import formcheck.session.KeptProof;
import formcheck.session.KeptSession;
import formcheck.session.ProofPlace;
import formcheck.session.SessionId;
import formcheck.session.SessionStore;
import formcheck.session.StoreException;
import formcheck.session.Versions;
import formcheck.testkit.Figure;
import formcheck.testkit.Posture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts are proven in a session: real server, guide, posture model and database; known poses. */
@Timeout(240)
@Tag("live")
class ProvingInSessionIT {
    private static final double RATE = 15;
    private static final LocalDate EARLIER = LocalDate.of(2026, 11, 28);

    @TempDir
    private Path data;

    private PostureModel model;
    private ObedientPerson person;
    private WebServer server;
    private PageClient page;
    private final List<byte[]> pictures = new ArrayList<>();
    private JsonNode last = new ObjectMapper().createObjectNode();
    private int sent;

    @BeforeEach
    void start() throws Exception {
        model = ModelCatalog.at(Path.of("models")).posture();
        person = new ObedientPerson(Optional.of(model));
        for (int light = 120; light < 125; light++) { // an image that never changes counts as a frozen camera
            byte[] rgb = new byte[3 * Figure.WIDTH * Figure.HEIGHT];
            Arrays.fill(rgb, (byte) light);
            pictures.add(Jpeg.of(new Frame(0, Duration.ZERO, Figure.WIDTH, Figure.HEIGHT, rgb)));
        }
        serve();
    }

    private void serve() throws Exception {
        ServerSettings settings = ServerSettings.of(ExerciseFile.builtIn(), List.of())
                .on(0, 1)
                .keeping(new StorageSettings(
                        data, exercise -> new Versions("1.0", Optional.empty(), Optional.empty(), "feedbeef")));
        server = WebServer.start(settings, progress -> person);
        page = PageClient.open(Visit.by(server.address()));
        page.until("type", "hello");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void open(String name, boolean raises, boolean prove, boolean decides) throws Exception {
        ObjectNode message = new ObjectMapper().createObjectNode().put("type", "open");
        message.put("raises", raises).put("prove", prove);
        message.putObject("source")
                .put("kind", "browser")
                .put("name", "camera")
                .put("width", Figure.WIDTH)
                .put("height", Figure.HEIGHT);
        message.putObject("person").put("name", name).put("provenDecides", decides);
        page.say(message.toString());
        page.next("opened");
    }

    private interface Doing {
        void now(JsonNode shown);
    }

    /** One image after the other, each when the one before was judged, until something is shown. */
    private void until(Predicate<JsonNode> shown, double seconds, Doing doing) throws Exception {
        for (double end = sent + seconds * RATE; !shown.test(last); ) {
            assertThat((double) sent).as("not so in time: %s", last).isLessThan(end);
            doing.now(last);
            page.picture(sent, sent * 1000 / RATE, pictures.get(sent % pictures.size()));
            String type = "";
            while (!type.equals("frame")) {
                JsonNode message = page.messages.poll(15, TimeUnit.SECONDS);
                assertThat(message).as("picture %d was not judged", sent).isNotNull();
                type = message.path("type").asText();
                last = type.equals("frame") ? message : last;
            }
            sent++;
        }
    }

    private static Predicate<JsonNode> stage(String stage) {
        return message -> message.path("stage").asText().equals(stage);
    }

    private static Predicate<JsonNode> word(String word) {
        return message -> message.path("proving").path("word").asText().equals(word);
    }

    /** Raises the arms again and again. */
    private void repeat(JsonNode unused) {
        person.take(sent / (int) (2.5 * RATE) % 2 == 0 ? ObedientPerson.TOP : ObedientPerson.REST);
    }

    private void obey(JsonNode shown) {
        person.obey(
                shown.path("stage").asText(), shown.path("proving").path("word").asText());
    }

    /** To where the person sits still. */
    private void placed() throws Exception {
        until(stage("baseline"), 40, shown -> person.take(ObedientPerson.REST));
        until(stage("baseline").negate(), 30, shown -> person.take(ObedientPerson.REST));
    }

    /** A set of two repetitions, kept to its end. */
    private KeptSession exercise() throws Exception {
        until(stage("set"), 60, this::obey);
        until(message -> message.path("set").path("marks").size() >= 2, 60, this::repeat);
        page.say("{\"type\":\"command\",\"name\":\"end\"}");
        page.say("{\"type\":\"command\",\"name\":\"end\"}");
        page.say("{\"type\":\"close\"}");
        Thread.sleep(300); // messages are read in the server's own time
        server.close();
        try (SessionStore store = SessionStore.open(data)) {
            SessionId id = store.latest().orElseThrow();
            return store.find(id).orElseThrow();
        }
    }

    private List<KeptProof> proofs(String name) throws StoreException {
        try (SessionStore store = SessionStore.open(data)) {
            return store.proofs(name);
        }
    }

    private KeptProof earlier(Contrast contrast, int right, Baseline seat) {
        return new KeptProof(
                RuleKind.of(contrast),
                new Proof(EARLIER, new ProvenVerdict(contrast, right, 0, right)),
                new ProofPlace("camera", Figure.WIDTH, Figure.HEIGHT, seat),
                model.heads().weights().sha256().substring(0, 12));
    }

    /** Where the figure sits. */
    private static Baseline seat() {
        return new Baseline(320, 185, 125, OptionalDouble.empty(), 20);
    }

    private void provenBefore(String name, Baseline seat) throws StoreException {
        try (SessionStore store = SessionStore.open(data)) {
            store.prove(name, List.of(earlier(Contrast.SQUEEZE, 6, seat), earlier(Contrast.ELBOWS, 4, seat)));
        }
    }

    @Test
    void contrastsAreReportedAndStoredWithTheProfileAndTheSession() throws Exception {
        open("Ada", false, true, false);
        placed();
        assertThat(last.path("stage").asText()).isEqualTo("prove");
        until(stage("prove-result"), 150, this::obey);
        until(message -> message.path("proving").has("found"), 5, this::obey);
        JsonNode found = last.path("proving").path("found");
        assertThat(found).hasSize(3);
        KeptSession kept = exercise();
        List<KeptProof> proofs = proofs("Ada");
        assertThat(proofs).hasSize(3);
        for (JsonNode one : found) {
            Contrast contrast = Contrast.ofId(one.path("contrast").asText()).orElseThrow();
            ProvenVerdict told = new ProvenVerdict(
                    contrast,
                    one.path("right").asInt(),
                    one.path("wrong").asInt(),
                    one.path("shown").asInt());
            assertThat(told.shown()).isEqualTo(2 * contrast.times());
            assertThat(proofs).anyMatch(proof -> proof.proof().verdict().equals(told));
            assertThat(kept.session().exercise().proofs())
                    .hasEntrySatisfying(
                            RuleKind.of(contrast),
                            proof -> assertThat(proof.verdict()).isEqualTo(told));
        }
        assertThat(kept.session().reps()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void whatWasProvenHereBeforeHoldsOnceBothRaisesAreShownAndDecidesIfThatIsWanted() throws Exception {
        provenBefore("Ada", seat());
        open("Ada", true, false, true);
        placed();
        until(stage("set"), 60, this::repeat);
        KeptSession kept = exercise();
        assertThat(kept.session().exercise().proofs()).containsOnlyKeys(RuleKind.BLADE_SQUEEZE, RuleKind.ELBOWS_BACK);
        assertThat(kept.session().exercise().cleanRequires())
                .contains(RuleKind.BLADE_SQUEEZE)
                .doesNotContain(RuleKind.ELBOWS_BACK); // 4 of 4 is too little to decide
        assertThat(kept.session().exercise().proofs())
                .hasEntrySatisfying(
                        RuleKind.BLADE_SQUEEZE, proof -> assertThat(proof.on()).isEqualTo(EARLIER));
        try (SessionStore store = SessionStore.open(data)) {
            assertThat(store.profile("Ada").orElseThrow().provenDecides()).isTrue();
        }
    }

    @Test
    void itHoldsNeitherWithoutTheRaisesNorForSomebodyElseNorInAnotherPlace() throws Exception {
        provenBefore("Ada", seat());
        provenBefore("Eve", new Baseline(150, 185, 60, OptionalDouble.empty(), 20));
        for (String name : List.of("Ada", "Grace", "Eve")) {
            boolean raises = !name.equals("Ada");
            open(name, raises, false, true);
            last = new ObjectMapper().createObjectNode();
            placed();
            if (raises) {
                until(stage("set"), 60, this::repeat);
            }
            KeptSession kept = exercise();
            assertThat(kept.person()).isEqualTo(name);
            serve(); // the session before has ended it
            assertThat(kept.session().exercise())
                    .as(name)
                    .isEqualTo(ExerciseFile.builtIn().variant());
        }
    }

    @Test
    void whoLeavesMidwayHasNothingProvenAndMayAskForItAgain() throws Exception {
        open("Ada", false, true, false);
        placed();
        until(word("let-go"), 30, this::obey);
        page.say("{\"type\":\"close\"}");
        last = new ObjectMapper().createObjectNode();
        open("Ada", false, true, false);
        placed();
        assertThat(last.path("stage").asText()).isEqualTo("prove");
        assertThat(last.path("proving").path("done").asInt()).isZero();
        until(word("squeeze"), 30, this::obey);
        // Asked for a second time meanwhile: the session goes on with the page that resumes it.
        ObjectNode again =
                new ObjectMapper().createObjectNode().put("type", "open").put("prove", true);
        again.put("resume", true);
        again.putObject("source")
                .put("kind", "browser")
                .put("name", "camera")
                .put("width", 640)
                .put("height", 480);
        page.say(again.toString());
        page.next("opened");
        until(word("up"), 5, this::obey); // a camera that opens anew begins the raise anew
        page.say("{\"type\":\"command\",\"name\":\"next\"}");
        until(stage("countdown"), 5, this::obey);
        assertThat(proofs("Ada")).isEmpty();
    }

    @Test
    void whoIsGoneIsWaitedForAndNoFrameOfThatProvesAnything() throws Exception {
        open("Ada", false, true, false);
        placed();
        until(word("squeeze"), 30, this::obey);
        person.leave(true);
        int before = sent;
        until(message -> sent > before + 40 * RATE, 60, this::obey);
        assertThat(last.path("stage").asText()).isEqualTo("prove");
        assertThat(last.path("pause").asText()).isEqualTo("nobody-seen");
        assertThat(last.path("proving").path("word").asText()).isEqualTo("squeeze");
        person.leave(false);
        until(word("let-go"), 20, this::obey);
    }

    @Test
    void theStartPageShowsWhatIsProvenOfWhom() throws Exception {
        provenBefore("Ada", seat());
        JsonNode people = new ObjectMapper()
                .readTree(Visit.by(server.address()).get("/api/people").body())
                .path("people");
        assertThat(people).hasSize(1);
        assertThat(people.get(0).path("provenDecides").asBoolean()).isFalse();
        JsonNode proof = people.get(0).path("proven").get(0);
        Map<String, String> told = Map.of("contrast", "squeeze", "outcome", "passed", "on", "2026-11-28");
        told.forEach((name, value) -> assertThat(proof.path(name).asText()).isEqualTo(value));
        assertThat(proof.path("right").asInt()).isEqualTo(6);
    }

    /** Only for the figure's own place in {@link #seat}. */
    @Test
    void theFigureSitsWhereTheseTestsTakeItToSit() {
        Posture rest = ObedientPerson.REST;
        formcheck.pose.Pose pose = Figure.FRONTAL.noisy(0).pose(rest, new java.util.Random(1));
        double left =
                pose.keypoint(formcheck.pose.Joint.LEFT_SHOULDER).orElseThrow().x();
        double right =
                pose.keypoint(formcheck.pose.Joint.RIGHT_SHOULDER).orElseThrow().x();
        assertThat(new Baseline(
                                (left + right) / 2,
                                pose.keypoint(formcheck.pose.Joint.LEFT_SHOULDER)
                                        .orElseThrow()
                                        .y(),
                                Math.abs(left - right),
                                OptionalDouble.empty(),
                                20)
                        .isElsewhereThan(seat()))
                .as("%s", pose.keypoint(formcheck.pose.Joint.LEFT_SHOULDER))
                .isFalse();
    }
}
