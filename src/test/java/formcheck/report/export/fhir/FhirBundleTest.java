package formcheck.report.export.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import formcheck.report.export.FieldSessions;
import formcheck.report.month.Trend;
import formcheck.session.KeptSession;
import formcheck.session.KeptSet;
import formcheck.session.Session;
import formcheck.session.SessionOverview;
import formcheck.session.SessionStore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The structure of a bundle, over generated sessions: what the HL7 Physical Activity guide requires or calls must-support, and
 * the totals of the reports. {@code scripts/fhir-check} validates the same sessions by HAPI.
 */
class FhirBundleTest {
    private static final String NAME = "Ada <b>\u202e Übung 体操";
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}(Z|[+-]\\d\\d:\\d\\d)");

    @TempDir
    Path folder;

    private SessionStore store;
    private final ObjectMapper mapper = new ObjectMapper();

    @BeforeEach
    void generate() throws Exception {
        store = SessionStore.open(folder);
        FieldSessions.keep(store, NAME, new Random(27), 60);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private JsonNode bundle() throws Exception {
        return mapper.readTree(FieldSessions.bundle(store, NAME, Optional.empty()));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static List<JsonNode> resources(JsonNode bundle, String type) {
        return list(bundle.path("entry")).stream()
                .map(entry -> entry.path("resource"))
                .filter(resource -> resource.path("resourceType").asText().equals(type))
                .toList();
    }

    private static boolean isGroup(JsonNode observation) {
        return code(observation).equals("PAPanel");
    }

    private static String code(JsonNode element) {
        return element.path("code").path("coding").path(0).path("code").asText();
    }

    private static JsonNode component(JsonNode group, String code) {
        List<JsonNode> found = list(group.path("component")).stream()
                .filter(component -> code(component).equals(code))
                .toList();
        assertThat(found).as(code).hasSize(1);
        return found.get(0);
    }

    /** The value of a component, or the reason why there is none: exactly one of them. */
    private static String told(JsonNode element) {
        boolean absent = element.has("dataAbsentReason");
        assertThat(absent).isNotEqualTo(element.has("valueQuantity"));
        return absent
                ? element.path("dataAbsentReason")
                        .path("coding")
                        .path(0)
                        .path("code")
                        .asText()
                : element.path("valueQuantity")
                        .path("value")
                        .decimalValue()
                        .stripTrailingZeros()
                        .toPlainString();
    }

    private static String rounded(OptionalDouble value, int decimals, String absent) {
        return value.isPresent() ? rounded(value.getAsDouble(), decimals) : absent;
    }

    private static String rounded(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    @Test
    void isATransactionOfPutsWhoseReferencesResolve() throws Exception {
        JsonNode bundle = bundle();
        assertThat(bundle.path("type").asText()).isEqualTo("transaction");
        Set<String> urls = new HashSet<>();
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            String id = resource.path("id").asText();
            assertThat(id).matches(ID);
            assertThat(urls.add(entry.path("fullUrl").asText())).isTrue();
            assertThat(entry.path("fullUrl").asText()).isEqualTo("urn:uuid:" + id);
            assertThat(entry.path("request").path("method").asText()).isEqualTo("PUT");
            assertThat(entry.path("request").path("url").asText())
                    .isEqualTo(resource.path("resourceType").asText() + "/" + id);
        }
        List<String> references =
                bundle.findValues("reference").stream().map(JsonNode::asText).toList();
        assertThat(references).isNotEmpty().allMatch(urls::contains);
    }

    @Test
    void hasWhatTheGuideRequiresOfAnObservation() throws Exception {
        JsonNode bundle = bundle();
        List<JsonNode> observations = resources(bundle, "Observation");
        assertThat(observations).hasSize(120);
        for (JsonNode observation : observations) {
            String profile = observation.path("meta").path("profile").path(0).asText();
            assertThat(profile)
                    .isEqualTo("http://hl7.org/fhir/us/physical-activity/StructureDefinition/pa-observation-activity-"
                            + (isGroup(observation) ? "group" : "measure"));
            assertThat(observation.path("status").asText()).isEqualTo("final");
            List<String> categories = observation.path("category").findValuesAsText("system");
            assertThat(categories)
                    .containsExactly(
                            "http://terminology.hl7.org/CodeSystem/observation-category",
                            "http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes");
            assertThat(observation.path("category").findValuesAsText("code"))
                    .containsExactly("activity", "PhysicalActivity");
            assertThat(observation.path("subject").has("reference")).isTrue();
            assertThat(observation.path("performer").path(0).has("reference")).isTrue();
            for (String end : List.of("start", "end")) {
                assertThat(observation.path("effectivePeriod").path(end).asText())
                        .matches(DATE_TIME);
            }
            for (String forbidden : List.of("implicitRules", "modifierExtension", "focus", "specimen")) {
                assertThat(observation.has(forbidden)).isFalse();
            }
            if (isGroup(observation)) {
                assertThat(observation.has("valueQuantity")).isFalse();
                assertThat(observation.path("hasMember")).hasSize(1);
            } else {
                assertThat(code(observation)).isEqualTo("55411-3");
                assertThat(told(observation)).isNotEmpty();
            }
        }
        for (JsonNode quantity : bundle.findValues("valueQuantity")) {
            assertThat(quantity.path("system").asText()).isEqualTo("http://unitsofmeasure.org");
            assertThat(quantity.path("code").asText()).isIn("{repetition}", "%", "deg", "s", "kg", "min");
            assertThat(quantity.path("unit").asText()).isNotEmpty();
        }
    }

    @Test
    void totalsAreThoseOfTheReports() throws Exception {
        List<JsonNode> observations = resources(bundle(), "Observation");
        List<SessionOverview> sessions = store.overviews(NAME);
        int unseen = 0;
        int unjudged = 0;
        for (int i = 0; i < sessions.size(); i++) {
            SessionOverview overview = sessions.get(i);
            JsonNode duration = observations.get(2 * i);
            JsonNode group = observations.get(2 * i + 1);
            KeptSession kept = store.find(overview.id()).orElseThrow();
            Session.Counts counts = kept.session().counts();
            if (told(component(group, "repetitions")).equals("unknown")) {
                unseen++;
                assertThat(counts.attempted()).isZero();
                assertThat(told(component(group, "repetitions-valid"))).isEqualTo("unknown");
                assertThat(told(component(group, "repetitions-clean"))).isEqualTo("unknown");
            } else {
                boolean judged = counts.attempted() == 0 || counts.unjudged() < counts.attempted();
                unjudged += judged ? 0 : 1;
                assertThat(kept.session().framesWithPose()).isPositive();
                assertThat(told(component(group, "repetitions"))).isEqualTo(String.valueOf(counts.attempted()));
                assertThat(told(component(group, "repetitions-valid")))
                        .isEqualTo(judged ? String.valueOf(counts.valid()) : "unknown");
                assertThat(told(component(group, "repetitions-clean")))
                        .isEqualTo(judged ? String.valueOf(counts.clean()) : "unknown");
                assertThat(told(component(group, "repetitions-not-assessed")))
                        .isEqualTo(String.valueOf(counts.unjudged()));
            }
            String absent = told(component(group, "repetitions")).equals("unknown") || counts.unjudged() > 0
                    ? "unknown"
                    : "not-applicable";
            assertThat(told(component(group, "share-clean"))).isEqualTo(rounded(Trend.CLEAN.of(overview), 1, absent));
            assertThat(told(component(group, "peak-elevation")))
                    .isEqualTo(rounded(overview.peakElevation(), 1, absent));
            assertThat(told(component(group, "lowering-time")))
                    .isEqualTo(rounded(overview.eccentricSeconds(), 2, absent));
            assertThat(told(duration)).isEqualTo(kept.sets().isEmpty() ? absent : rounded(overview.seconds() / 60, 2));
        }
        assertThat(unseen).isPositive();
        assertThat(unjudged).isPositive();
    }

    @Test
    void aRatingIsAnAnswerAndNoRatingIsNone() throws Exception {
        List<JsonNode> responses = resources(bundle(), "QuestionnaireResponse");
        List<String> answered = new ArrayList<>();
        for (JsonNode response : responses) {
            assertThat(response.path("questionnaire").asText())
                    .isEqualTo(
                            "#" + response.path("contained").path(0).path("id").asText());
            response.path("item").findValuesAsText("valueInteger").forEach(answered::add);
        }
        List<String> rated = new ArrayList<>();
        int sessions = 0;
        for (SessionOverview overview : store.overviews(NAME)) {
            KeptSession kept = store.find(overview.id()).orElseThrow();
            kept.painBefore().ifPresent(pain -> rated.add(String.valueOf(pain)));
            for (KeptSet set : kept.sets()) {
                set.pain().ifPresent(pain -> rated.addAll(List.of(String.valueOf(set.number()), String.valueOf(pain))));
            }
            sessions += kept.painBefore().isPresent()
                            || kept.sets().stream().anyMatch(set -> set.pain().isPresent())
                    ? 1
                    : 0;
        }
        assertThat(answered).isEqualTo(rated).isNotEmpty();
        assertThat(responses).hasSize(sessions);
        assertThat(responses.toString()).contains("\"72514-3\"");
    }

    @Test
    void theNameIsWrittenOnlyWhenItIsAskedFor() throws Exception {
        String without = FieldSessions.bundle(store, NAME, Optional.empty());
        assertThat(without).doesNotContain("Ada").contains("\"masked\"");
        String with = FieldSessions.bundle(store, NAME, Optional.of(NAME));
        assertThat(mapper.readTree(with)
                        .path("entry")
                        .path(0)
                        .path("resource")
                        .path("name")
                        .path(0)
                        .path("text")
                        .asText())
                .isEqualTo("Ada <b>\\u202E Übung 体操");
    }

    @Test
    void theSameSessionsGiveTheSameBytesInEveryLocale() throws Exception {
        String first = FieldSessions.bundle(store, NAME, Optional.empty());
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(FieldSessions.bundle(store, NAME, Optional.empty())).isEqualTo(first);
        } finally {
            Locale.setDefault(before);
        }
        assertThat(first).doesNotContain("NaN", "Infinity", "\r").endsWith("}\n");
    }

    /** Ids are published: a new version replaces what an earlier one sent. */
    @Test
    void idsFollowFromSessionAndBeginning() {
        assertThat(FhirIds.of("session", "2026-11-27-1841\n2026-11-27T17:41:05Z"))
                .isEqualTo("c9ff4d0c-2135-5b6a-bc66-7106b66e06e1");
    }
}
