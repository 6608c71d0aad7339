package formcheck.report.export.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import formcheck.report.export.FieldSessions;
import formcheck.session.SessionStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * HAPI's instance validator finds no error in the bundles of generated sessions, against FHIR R4 and without a network. It knows
 * neither LOINC nor the Physical Activity guide: codes of these, and the guide's profiles, are held by {@code FhirBundleTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FhirValidationTest {
    private static final String NAME = "Ada <b>\u202e Übung 体操";

    private FhirValidator validator = FhirContext.forR4().newValidator();
    private String bundle = "";
    private String named = "";

    @BeforeAll
    void generate(@TempDir Path folder) throws Exception {
        FhirContext context = FhirContext.forR4();
        FhirInstanceValidator instances = new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context)));
        instances.setErrorForUnknownProfiles(false);
        instances.setNoTerminologyChecks(false);
        validator = context.newValidator().registerValidatorModule(instances);
        try (SessionStore store = SessionStore.open(folder)) {
            FieldSessions.keep(store, NAME, new Random(27), 40);
            bundle = FieldSessions.bundle(store, NAME, Optional.empty());
            named = FieldSessions.bundle(store, NAME, Optional.of(NAME));
        }
    }

    private List<String> errors(String json) {
        return validator.validateWithResult(json).getMessages().stream()
                .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
                .map(FhirValidationTest::told)
                .toList();
    }

    private static String told(SingleValidationMessage message) {
        return message.getLocationString() + ": " + message.getMessage();
    }

    @Test
    void noBundleHasAnError() {
        assertThat(bundle).contains("QuestionnaireResponse", "dataAbsentReason", "\"not-applicable\"", "\"unknown\"");
        assertThat(errors(bundle)).isEmpty();
        assertThat(errors(named)).isEmpty();
    }

    /** The validator bites: each change alone is an error. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"status\":\"final\"|\"status\":\"done\"",
                "\"status\":\"completed\"|\"status\":\"whole\"",
                "\"gender\":\"unknown\"|\"gender\":\"?\"",
                "\"linkId\":\"before\",\"answer\"|\"linkId\":\"afterwards\",\"answer\"",
                "\"questionnaire\":\"#pain\"|\"questionnaire\":\"#other\"",
                "{\"valueInteger\":4}|{\"valueInteger\":11}",
                "{\"valueInteger\":4}|{\"valueString\":\"4\"}",
                "\"type\":\"transaction\"|\"type\":\"pile\"",
                "\"method\":\"PUT\"|\"method\":\"TAKE\"",
                "\"hasMember\":[|\"hasMembers\":[",
                "\"code\":\"deg\"|\"code\":\"degrees\"",
                "\"code\":\"not-applicable\"|\"code\":\"nothing\"",
            })
    void aWrongBundleIsRefused(String right, String wrong) {
        assertThat(bundle).contains(right);
        assertThat(errors(bundle.replace(right, wrong))).as(wrong).isNotEmpty();
    }
}
