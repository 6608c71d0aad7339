package formcheck.report.export.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import formcheck.report.export.fhir.FhirTypes.FhirCoding;
import formcheck.report.export.fhir.FhirTypes.FhirExtension;
import formcheck.report.export.fhir.FhirTypes.FhirReference;
import formcheck.session.KeptSession;
import formcheck.session.KeptSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The pain ratings of a session as a FHIR QuestionnaireResponse, which contains its Questionnaire. A question without a rating has
 * no item.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PainResponse(
        String resourceType,
        String id,
        List<PainQuestionnaire> contained,
        String questionnaire,
        String status,
        FhirReference subject,
        String authored,
        FhirReference author,
        FhirReference source,
        List<AnsweredItem> item) {
    private static final int MOST_PAIN = 10;
    private static final String QUESTIONNAIRE = "pain";
    private static final String BEFORE = "before";
    private static final String SET = "set";
    private static final String SET_NUMBER = "set-number";
    private static final String SET_PAIN = "set-pain";

    private static final List<PainQuestionnaire> CONTAINED = List.of(new PainQuestionnaire(
            "Questionnaire",
            QUESTIONNAIRE,
            "active",
            List.of("Patient"),
            List.of(
                    rating(BEFORE, "Pain before the session, from 0 (none) to 10 (the worst imaginable)"),
                    new QuestionItem(
                            List.of(),
                            SET,
                            List.of(),
                            "A set",
                            "group",
                            true,
                            List.of(
                                    new QuestionItem(
                                            List.of(),
                                            SET_NUMBER,
                                            List.of(),
                                            "Number of the set",
                                            "integer",
                                            false,
                                            List.of()),
                                    rating(
                                            SET_PAIN,
                                            "Pain after the set, from 0 (none) to 10 (the worst imaginable)"))))));

    /** The questions. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record PainQuestionnaire(
            String resourceType, String id, String status, List<String> subjectType, List<QuestionItem> item) {}

    /** A question, or a group of them. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record QuestionItem(
            List<FhirExtension> extension,
            String linkId,
            List<FhirCoding> code,
            String text,
            String type,
            boolean repeats,
            List<QuestionItem> item) {}

    /** An answered question, or a group of them. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record AnsweredItem(String linkId, List<WholeAnswer> answer, List<AnsweredItem> item) {}

    record WholeAnswer(int valueInteger) {}

    /** Returns the ratings; empty if there is none. */
    static Optional<PainResponse> of(KeptSession kept, FhirPatient patient) {
        List<AnsweredItem> items = new ArrayList<>();
        rated(kept.painBefore()).ifPresent(pain -> items.add(answer(BEFORE, pain)));
        for (KeptSet set : kept.sets()) {
            rated(set.pain())
                    .ifPresent(pain -> items.add(new AnsweredItem(
                            SET, List.of(), List.of(answer(SET_NUMBER, set.number()), answer(SET_PAIN, pain)))));
        }
        if (items.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PainResponse(
                "QuestionnaireResponse",
                FhirIds.of("pain", FhirIds.key(kept.id(), kept.began())),
                CONTAINED,
                "#" + QUESTIONNAIRE,
                "completed",
                patient.reference(),
                SessionObservations.end(kept),
                patient.reference(),
                patient.reference(),
                items));
    }

    /** Another program may have written to the database: what is no rating is none. */
    private static OptionalInt rated(OptionalInt pain) {
        return pain.stream().filter(value -> value >= 0 && value <= MOST_PAIN).findFirst();
    }

    private static QuestionItem rating(String linkId, String text) {
        return new QuestionItem(
                List.of(
                        FhirExtension.whole(FhirCodes.MIN_VALUE, 0),
                        FhirExtension.whole(FhirCodes.MAX_VALUE, MOST_PAIN)),
                linkId,
                List.of(FhirCodes.PAIN),
                text,
                "integer",
                false,
                List.of());
    }

    private static AnsweredItem answer(String linkId, int value) {
        return new AnsweredItem(linkId, List.of(new WholeAnswer(value)), List.of());
    }
}
