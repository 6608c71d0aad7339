package formcheck.report.export.fhir;

import formcheck.report.export.fhir.FhirTypes.FhirCoding;
import formcheck.report.export.fhir.FhirTypes.FhirConcept;
import java.util.List;

/**
 * Standard codes of an export. Sources: the value sets of the HL7 Physical Activity implementation guide 1.0.1, HL7 Terminology,
 * and LOINC.
 */
final class FhirCodes {
    static final String UCUM = "http://unitsofmeasure.org";
    static final String DATA_ABSENT_REASON = "http://hl7.org/fhir/StructureDefinition/data-absent-reason";
    static final String MIN_VALUE = "http://hl7.org/fhir/StructureDefinition/minValue";
    static final String MAX_VALUE = "http://hl7.org/fhir/StructureDefinition/maxValue";

    private static final String LOINC = "http://loinc.org";
    private static final String GUIDE = "http://hl7.org/fhir/us/physical-activity/";
    private static final String GUIDE_CODES = GUIDE + "CodeSystem/pa-temporary-codes";
    private static final String ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason";

    /** Measures of one contiguous activity. */
    static final String ACTIVITY_GROUP = GUIDE + "StructureDefinition/pa-observation-activity-group";

    /** One of these measures. */
    static final String ACTIVITY_MEASURE = GUIDE + "StructureDefinition/pa-observation-activity-measure";

    /** Both are required by the guide. */
    static final List<FhirConcept> CATEGORIES = List.of(
            FhirConcept.of(new FhirCoding(
                    "http://terminology.hl7.org/CodeSystem/observation-category", "activity", "Activity")),
            FhirConcept.of(new FhirCoding(GUIDE_CODES, "PhysicalActivity", "Physical Activity")));

    static final FhirConcept PANEL = FhirConcept.of(new FhirCoding(GUIDE_CODES, "PAPanel", "Physical Activity Panel"));
    static final FhirConcept EXERCISE_DURATION = FhirConcept.of(new FhirCoding(LOINC, "55411-3", "Exercise duration"));
    static final FhirCoding PAIN =
            new FhirCoding(LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported");

    private FhirCodes() {}

    /** Why a value is missing. */
    enum Absence {
        /** There may be a value, and it could not be assessed. */
        UNKNOWN("unknown", "Unknown"),
        /** There is nothing to measure, such as the peak elevation where no repetition was valid. */
        NOT_APPLICABLE("not-applicable", "Not Applicable"),
        /** The stored metrics are damaged. */
        ERROR("error", "Error");

        private final String code;
        private final String display;

        Absence(String code, String display) {
            this.code = code;
            this.display = display;
        }

        FhirConcept concept() {
            return FhirConcept.of(new FhirCoding(ABSENT, code, display));
        }
    }
}
