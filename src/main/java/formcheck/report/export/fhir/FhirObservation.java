package formcheck.report.export.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import formcheck.report.export.fhir.FhirCodes.Absence;
import formcheck.report.export.fhir.FhirTypes.FhirConcept;
import formcheck.report.export.fhir.FhirTypes.FhirDisplay;
import formcheck.report.export.fhir.FhirTypes.FhirMeta;
import formcheck.report.export.fhir.FhirTypes.FhirPeriod;
import formcheck.report.export.fhir.FhirTypes.FhirQuantity;
import formcheck.report.export.fhir.FhirTypes.FhirReference;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** A FHIR Observation: of a whole session with its measures as components, or of one measure. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record FhirObservation(
        String resourceType,
        String id,
        FhirMeta meta,
        String status,
        List<FhirConcept> category,
        FhirConcept code,
        FhirReference subject,
        FhirPeriod effectivePeriod,
        List<FhirReference> performer,
        @Nullable FhirQuantity valueQuantity,
        @Nullable FhirConcept dataAbsentReason,
        FhirDisplay device,
        List<FhirReference> hasMember,
        List<FhirComponent> component) {

    /** A measure within an observation: with a value, or with the reason why there is none. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record FhirComponent(
            FhirConcept code,
            @Nullable FhirQuantity valueQuantity,
            @Nullable String valueString,
            @Nullable FhirConcept dataAbsentReason) {

        static FhirComponent text(SessionMeasure measure, String text) {
            return new FhirComponent(measure.concept(), null, text, null);
        }

        static FhirComponent value(SessionMeasure measure, double value) {
            return new FhirComponent(measure.concept(), measure.quantity(value), null, null);
        }

        static FhirComponent absent(SessionMeasure measure, Absence why) {
            return new FhirComponent(measure.concept(), null, null, why.concept());
        }

        /** @param why if there is no value; neither is NaN */
        static FhirComponent of(SessionMeasure measure, OptionalDouble value, Absence why) {
            return value.isPresent() && Double.isFinite(value.getAsDouble())
                    ? value(measure, value.getAsDouble())
                    : absent(measure, why);
        }
    }
}
