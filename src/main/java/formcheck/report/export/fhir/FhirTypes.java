package formcheck.report.export.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The FHIR R4 data types that an export needs, each with the fields that it needs, in the order of the specification. */
final class FhirTypes {
    private FhirTypes() {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirCoding(String system, String code, String display) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirConcept(List<FhirCoding> coding) {
        static FhirConcept of(FhirCoding coding) {
            return new FhirConcept(List.of(coding));
        }
    }

    /** A number with its unit in words and in UCUM. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirQuantity(BigDecimal value, String unit, String system, String code) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirReference(String reference) {}

    /** A reference by name alone. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirDisplay(String display) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirPeriod(String start, String end) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirMeta(List<String> profile) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirIdentifier(String system, String value) {}

    /** An extension with one of two types of value. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirExtension(
            String url,
            @Nullable String valueCode,
            @Nullable Integer valueInteger) {
        static FhirExtension code(String url, String code) {
            return new FhirExtension(url, code, null);
        }

        static FhirExtension whole(String url, int value) {
            return new FhirExtension(url, null, value);
        }
    }
}
