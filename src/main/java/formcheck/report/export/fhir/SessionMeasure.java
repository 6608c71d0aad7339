package formcheck.report.export.fhir;

import formcheck.report.export.fhir.FhirTypes.FhirCoding;
import formcheck.report.export.fhir.FhirTypes.FhirConcept;
import formcheck.report.export.fhir.FhirTypes.FhirQuantity;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The measures of a session that have no standard code, with FormCheck's own. The page for programs describes them; codes are
 * published and never change.
 */
enum SessionMeasure {
    EXERCISE("exercise", "Exercise and variant", "", "", 0),
    REPETITIONS("repetitions", "Repetitions attempted", "repetitions", "{repetition}", 0),
    VALID("repetitions-valid", "Repetitions valid", "repetitions", "{repetition}", 0),
    CLEAN("repetitions-clean", "Repetitions clean", "repetitions", "{repetition}", 0),
    NOT_ASSESSED("repetitions-not-assessed", "Repetitions not assessed", "repetitions", "{repetition}", 0),
    SHARE_CLEAN("share-clean", "Clean share of the assessed repetitions", "percent", "%", 1),
    PEAK_ELEVATION(
            "peak-elevation", "Peak elevation of the lower arm, median of the valid repetitions", "degrees", "deg", 1),
    LOWERING_TIME("lowering-time", "Duration of the lowering, median of the valid repetitions", "seconds", "s", 2),
    LOAD("load", "Weight in both hands together", "kilograms", "kg", 2),
    BAND("band", "Elastic band, in the person's words", "", "", 0);

    /** FormCheck's own code system. */
    static final String SYSTEM = "urn:uuid:67f4c30c-fcc7-4fe0-b85f-9d45a5a1af7a";

    private final String code;
    private final String display;
    private final String unit;
    private final String ucum;
    private final int decimals;

    SessionMeasure(String code, String display, String unit, String ucum, int decimals) {
        this.code = code;
        this.display = display;
        this.unit = unit;
        this.ucum = ucum;
        this.decimals = decimals;
    }

    FhirConcept concept() {
        return FhirConcept.of(new FhirCoding(SYSTEM, code, display));
    }

    FhirQuantity quantity(double value) {
        return quantity(value, unit, ucum, decimals);
    }

    static FhirQuantity quantity(double value, String unit, String ucum, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return new FhirQuantity(rounded, unit, FhirCodes.UCUM, ucum);
    }
}
