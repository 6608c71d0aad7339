package formcheck.report.export.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import formcheck.report.PlainText;
import formcheck.report.export.fhir.FhirTypes.FhirExtension;
import formcheck.report.export.fhir.FhirTypes.FhirIdentifier;
import formcheck.report.export.fhir.FhirTypes.FhirReference;
import formcheck.session.SessionOverview;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The person of an export as a FHIR Patient. Has an identifier, and a name only if it is asked for. FormCheck does not know the
 * gender.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FhirPatient(
        String resourceType, String id, List<FhirIdentifier> identifier, List<FhirName> name, String gender) {
    /** System of identifiers that FormCheck makes or the user gives. */
    static final String SYSTEM = "urn:uuid:41e22de0-ab36-4e4f-a458-58018fd7d236";

    /** A name as one text, with the reason why its parts are missing. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirName(List<FhirExtension> extension, @Nullable String text) {}

    /**
     * Creates a patient.
     *
     * @param identifier pseudonym, or the identifier in the records of a clinic
     * @param name as the person wrote it; empty to leave it out
     */
    public static FhirPatient of(String identifier, Optional<String> name) {
        return new FhirPatient(
                "Patient",
                FhirIds.of("patient", identifier),
                List.of(new FhirIdentifier(SYSTEM, identifier)),
                List.of(new FhirName(
                        List.of(FhirExtension.code(
                                FhirCodes.DATA_ABSENT_REASON, name.isPresent() ? "unknown" : "masked")),
                        name.map(PlainText::visible).orElse(null))),
                "unknown");
    }

    /**
     * Returns a pseudonym that stays the same as long as the person's first session is stored. It does not depend on the name,
     * so that no one can find it by trying names.
     *
     * @param first the person's first session
     */
    public static String pseudonym(SessionOverview first) {
        return FhirIds.of("person", FhirIds.key(first.id(), first.began()));
    }

    FhirReference reference() {
        return new FhirReference(FhirIds.urn(id));
    }
}
