package formcheck.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.coach.Cue;
import formcheck.coach.SetAdvice;
import formcheck.exercise.Pace;
import formcheck.exercise.RepPhase;
import formcheck.guide.GuideView;
import formcheck.guide.LiveRepMark;
import formcheck.guide.LiveSet;
import formcheck.guide.PlacementCheck;
import formcheck.guide.Sound;
import formcheck.guide.Stage;
import formcheck.guide.StagePanel;
import formcheck.motion.posture.Contrast;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.pose.Joint;
import formcheck.web.PageTypes.PageField;
import formcheck.web.PageTypes.PageType;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The types of the page match the messages of the server. {@link PageClient} and {@link Visit} check what tests receive
 * as well.
 */
class MessageTypesTest {
    private final PageTypes page = PageTypes.ofPage();

    private static <E> Set<String> ids(E[] constants, Function<E, String> id) {
        return new TreeSet<>(Arrays.stream(constants).map(id).toList());
    }

    private Set<String> texts(String type) {
        return new TreeSet<>(page.literals(page.type(type)));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Test
    void closedSetsHaveTheConstantsOfTheirEnums() {
        assertThat(texts("Stage")).isEqualTo(ids(Stage.values(), Stage::id));
        assertThat(texts("Panel")).isEqualTo(ids(StagePanel.values(), StagePanel::id));
        assertThat(texts("Phase")).isEqualTo(ids(RepPhase.values(), MessageTypesTest::lower));
        assertThat(texts("Urgency")).isEqualTo(ids(Cue.Urgency.values(), MessageTypesTest::lower));
        assertThat(texts("ArmState")).isEqualTo(ids(GuideView.ArmState.values(), GuideView.ArmState::id));
        assertThat(texts("CheckId")).isEqualTo(ids(PlacementCheck.values(), PlacementCheck::id));
        assertThat(texts("CheckState"))
                .isEqualTo(ids(PlacementCheck.CheckState.values(), PlacementCheck.CheckState::id));
        assertThat(texts("MarkKind")).isEqualTo(ids(LiveRepMark.MarkKind.values(), LiveRepMark.MarkKind::id));
        assertThat(texts("Pace")).isEqualTo(ids(Pace.values(), Pace::id));
        assertThat(texts("SetEnding")).isEqualTo(ids(LiveSet.SetEnding.values(), LiveSet.SetEnding::id));
        assertThat(texts("AdviceKind")).isEqualTo(ids(SetAdvice.Kind.values(), SetAdvice.Kind::id));
        assertThat(texts("SoundName")).isEqualTo(ids(Sound.values(), Sound::id));
        assertThat(texts("HeadVerdict"))
                .isEqualTo(ids(HeadCheckResult.HeadVerdict.values(), HeadCheckResult.HeadVerdict::id));
        assertThat(texts("Contrast")).isEqualTo(ids(Contrast.values(), Contrast::id));
        assertThat(texts("ProofOutcome")).isEqualTo(ids(ProvenVerdict.Outcome.values(), ProvenVerdict.Outcome::id));
        assertThat(texts("JointName")).isEqualTo(ids(LiveMessage.DRAWN.toArray(Joint[]::new), Joint::id));
    }

    @Test
    void thePageShowsEachStageInItsPanel() throws IOException {
        String module = Files.readString(Path.of("src/main/resources/formcheck/web/page/stages.js"));
        String listed = module.substring(module.indexOf("const PANELS = {"), module.indexOf("};"));
        Map<String, String> panels = new LinkedHashMap<>();
        Pattern.compile("\"?([a-z-]+)\"?: \"([a-z]+)\"")
                .matcher(listed)
                .results()
                .forEach(entry -> panels.put(entry.group(1), entry.group(2)));
        Map<String, String> expected = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            expected.put(stage.id(), stage.panel().id());
        }
        assertThat(List.copyOf(panels.entrySet())).isEqualTo(List.copyOf(expected.entrySet()));
    }

    @Test
    void thePageHasEachPanelAndEachStepOfTheHeadCheck() throws IOException {
        String page = Files.readString(Path.of("src/main/resources/formcheck/web/page/index.html"));
        for (StagePanel panel : StagePanel.values()) {
            assertThat(page).contains("id=\"panel-" + panel.id() + "\"");
        }
        Set<String> steps = Pattern.compile("id=\"step-(head-[a-z]+)\"")
                .matcher(page)
                .results()
                .map(step -> step.group(1))
                .collect(Collectors.toSet());
        assertThat(steps)
                .isEqualTo(ids(
                        Arrays.stream(Stage.values())
                                .filter(stage -> stage.checksHead() && stage != Stage.HEAD_RESULT)
                                .toArray(Stage[]::new),
                        Stage::id));
    }

    @Test
    void eachMessageHasTheFieldsOfItsRecord() {
        Map<String, String> declared = new LinkedHashMap<>();
        for (PageType message : ((PageType.Union) page.type("ServerMessage")).types()) {
            PageField type = Objects.requireNonNull(fields(message).get("type"));
            declared.put(
                    page.literals(type.type()).iterator().next(),
                    describe(Optional.of("type"), page.resolved(message)));
        }
        Map<String, String> written = new LinkedHashMap<>();
        for (JsonSubTypes.Type message :
                LiveMessage.class.getAnnotation(JsonSubTypes.class).value()) {
            written.put(message.name(), describe(message.value()));
        }
        assertThat(declared).isEqualTo(written);
    }

    @Test
    void eachAnswerHasTheFieldsOfItsRecord() {
        Map<String, Class<?>> answers = Map.of(
                "PrescriptionOffer", PrescriptionRoutes.PrescriptionOfferJson.class,
                "PrescriptionAccepted", PrescriptionRoutes.PrescriptionAcceptedJson.class,
                "Challenge", AccessRoutes.ChallengeJson.class,
                "Entry", AccessRoutes.EntryJson.class,
                "Browsers", AccessRoutes.BrowsersJson.class,
                "Choices", StartRoutes.ChoicesJson.class,
                "People", People.PeopleJson.class,
                "Month", MonthJson.class,
                "Imported", TransferRoutes.ImportedJson.class,
                "PhonePairing", PhoneServer.PairingJson.class);
        answers.forEach((type, record) ->
                assertThat(describe(Optional.empty(), page.type(type))).as(type).isEqualTo(describe(record)));
    }

    // ---------------------------------------------------------------- both sides in the same words

    private Map<String, PageField> fields(PageType type) {
        return ((PageType.Fields) page.resolved(type)).fields();
    }

    /** A type of the page, with the fields of its interfaces in the order of their names, but for one. */
    private String describe(Optional<String> without, PageType declared) {
        PageType type = page.resolved(declared);
        if (!page.literals(type).isEmpty()) {
            return "string";
        } else if (type instanceof PageType.Fields interfaced) {
            Map<String, String> all = new LinkedHashMap<>();
            interfaced.fields().forEach((name, field) -> {
                if (!without.equals(Optional.of(name))) {
                    all.put(name + (field.optional() ? "?" : ""), describe(Optional.empty(), field.type()));
                }
            });
            return sorted(all);
        } else if (type instanceof PageType.ArrayOf array) {
            return "[" + describe(Optional.empty(), array.element()) + "]";
        } else if (type instanceof PageType.Tuple tuple) {
            return "[" + describe(Optional.empty(), tuple.elements().get(0)) + "]";
        } else if (type instanceof PageType.MapOf map) {
            return "map of " + describe(Optional.empty(), map.value());
        }
        return ((PageType.Named) type).name();
    }

    private static String sorted(Map<String, String> fields) {
        return new TreeMap<>(fields).toString();
    }

    private static String describe(Class<?> record) {
        Map<String, String> all = new LinkedHashMap<>();
        addComponents(record, all);
        return sorted(all);
    }

    private static void addComponents(Class<?> record, Map<String, String> all) {
        for (RecordComponent component : record.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                addComponents(component.getType(), all);
                continue;
            }
            JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
            String name = named == null ? component.getName() : named.value();
            java.lang.reflect.Type type = component.getGenericType();
            boolean optional = List.of(Optional.class, OptionalDouble.class, OptionalInt.class)
                    .contains(component.getType());
            all.put(name + (optional ? "?" : ""), describe(type));
        }
    }

    private static String describe(java.lang.reflect.Type type) {
        if (type instanceof ParameterizedType generic) {
            java.lang.reflect.Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == Optional.class) {
                return describe(last);
            } else if (generic.getRawType() == List.class) {
                return "[" + describe(last) + "]";
            } else if (generic.getRawType() == Map.class) {
                return "map of " + describe(last);
            }
        } else if (type == String.class) {
            return "string";
        } else if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        } else if (List.of(
                        int.class,
                        long.class,
                        double.class,
                        OptionalInt.class,
                        OptionalDouble.class,
                        Integer.class,
                        Long.class,
                        Double.class)
                .contains(type)) {
            return "number";
        } else if (type instanceof Class<?> record && record.isRecord()) {
            return describe(record);
        }
        throw new IllegalArgumentException("a message has a component of " + type);
    }

    // ---------------------------------------------------------------- the check itself

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aMessageThatIsNotAsDeclaredIsFound() {
        assertThat(page.problems("ServerMessage", json("{'type':'hello','going':true}")))
                .isEmpty();
        assertThat(page.problems("ServerMessage", json("{'type':'hello','going':1}")))
                .containsExactly("ServerMessage.going is no boolean: 1");
        assertThat(page.problems("ServerMessage", json("{'type':'hello'}")))
                .containsExactly("ServerMessage.going is missing");
        assertThat(page.problems("ServerMessage", json("{'type':'taken','by':'x'}")))
                .containsExactly("ServerMessage.by is not declared");
        assertThat(page.problems("ServerMessage", json("{'type':'of-tomorrow'}")))
                .containsExactly("ServerMessage is of no type that is declared: {\"type\":\"of-tomorrow\"}");
        assertThat(page.problems("Arm", json("{'state':'of-tomorrow'}")))
                .containsExactly("Arm.state is none of [plain, reached, fault, unseen]: \"of-tomorrow\"");
        assertThat(page.problems("Keypoint", json("[1,2]"))).containsExactly("Keypoint is no array of 3: [1,2]");
        assertThat(page.problems("RecordedJoints", json("{'joints':['nose'],'frames':[[1,null,'x']]}")))
                .containsExactly("RecordedJoints.frames[0][2] is no number: \"x\"");
    }
}
