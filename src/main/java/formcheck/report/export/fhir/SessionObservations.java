package formcheck.report.export.fhir;

import formcheck.exercise.RuleKind;
import formcheck.report.PlainText;
import formcheck.report.export.fhir.FhirCodes.Absence;
import formcheck.report.export.fhir.FhirObservation.FhirComponent;
import formcheck.report.export.fhir.FhirTypes.FhirConcept;
import formcheck.report.export.fhir.FhirTypes.FhirDisplay;
import formcheck.report.export.fhir.FhirTypes.FhirMeta;
import formcheck.report.export.fhir.FhirTypes.FhirPeriod;
import formcheck.report.export.fhir.FhirTypes.FhirQuantity;
import formcheck.report.export.fhir.FhirTypes.FhirReference;
import formcheck.report.month.Trend;
import formcheck.session.KeptSession;
import formcheck.session.Session;
import formcheck.session.SessionOverview;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The observations of one session: a group with the session's measures as components, and its member, the exercise duration. The
 * totals are those of the reports. What could not be assessed has a reason instead of a value.
 */
final class SessionObservations {
    /** A session in which nothing could be assessed for a larger share of the time counts as unseen, as in the reports. */
    private static final double MOST_UNSEEN = 0.5;

    private static final DateTimeFormatter DATE_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);

    private final KeptSession kept;
    private final SessionOverview overview;
    private final FhirPatient patient;
    private final String key;

    SessionObservations(KeptSession kept, SessionOverview overview, FhirPatient patient) {
        this.kept = kept;
        this.overview = overview;
        this.patient = patient;
        this.key = FhirIds.key(kept.id(), kept.began());
    }

    /** The group comes after its member, so that a reader knows what it refers to. */
    List<FhirObservation> all() {
        FhirObservation duration = duration();
        return List.of(duration, group(duration));
    }

    private FhirObservation duration() {
        boolean known = Double.isFinite(overview.seconds()) && !kept.sets().isEmpty();
        return observation(
                FhirIds.of("exercise-duration", key),
                FhirCodes.ACTIVITY_MEASURE,
                FhirCodes.EXERCISE_DURATION,
                known ? SessionMeasure.quantity(overview.seconds() / 60, "minutes", "min", 2) : null,
                known ? null : nothingCounted().concept(),
                List.of(),
                List.of());
    }

    private FhirObservation group(FhirObservation duration) {
        return observation(
                FhirIds.of("session", key),
                FhirCodes.ACTIVITY_GROUP,
                FhirCodes.PANEL,
                null,
                null,
                List.of(new FhirReference(FhirIds.urn(duration.id()))),
                components());
    }

    private FhirObservation observation(
            String id,
            String profile,
            FhirConcept code,
            @Nullable FhirQuantity value,
            @Nullable FhirConcept absent,
            List<FhirReference> members,
            List<FhirComponent> components) {
        return new FhirObservation(
                "Observation",
                id,
                new FhirMeta(List.of(profile)),
                "final",
                FhirCodes.CATEGORIES,
                code,
                patient.reference(),
                new FhirPeriod(dateTime(kept.began()), end(kept)),
                List.of(patient.reference()),
                value,
                absent,
                new FhirDisplay(PlainText.visible("FormCheck " + kept.versions().program())),
                members,
                components);
    }

    private List<FhirComponent> components() {
        Session session = kept.session();
        List<FhirComponent> components = new ArrayList<>();
        components.add(FhirComponent.text(
                SessionMeasure.EXERCISE,
                PlainText.visible(
                        session.exercise().name() + ", " + session.exercise().variantName())));
        counts(session.counts(), components);
        components.add(trend(SessionMeasure.SHARE_CLEAN, Trend.CLEAN));
        components.add(trend(SessionMeasure.PEAK_ELEVATION, Trend.PEAK));
        components.add(trend(SessionMeasure.LOWERING_TIME, Trend.DOWN));
        kept.load().kilograms().stream()
                .filter(Double::isFinite)
                .forEach(kilograms -> components.add(FhirComponent.value(SessionMeasure.LOAD, kilograms)));
        kept.load()
                .band()
                .map(PlainText::visible)
                .filter(band -> !band.isBlank())
                .ifPresent(band -> components.add(FhirComponent.text(SessionMeasure.BAND, band)));
        return components;
    }

    /** A count of 0 is a statement: it needs somebody in view, and for a verdict a repetition that could be assessed. */
    private void counts(Session.Counts counts, List<FhirComponent> into) {
        if (counts.attempted() == 0 && isUnseen()) {
            List.of(SessionMeasure.REPETITIONS, SessionMeasure.VALID, SessionMeasure.CLEAN, SessionMeasure.NOT_ASSESSED)
                    .forEach(measure -> into.add(FhirComponent.absent(measure, Absence.UNKNOWN)));
            return;
        }
        boolean judged = counts.attempted() == 0 || counts.unjudged() < counts.attempted();
        into.add(FhirComponent.value(SessionMeasure.REPETITIONS, counts.attempted()));
        into.add(
                judged
                        ? FhirComponent.value(SessionMeasure.VALID, counts.valid())
                        : FhirComponent.absent(SessionMeasure.VALID, Absence.UNKNOWN));
        into.add(
                judged
                        ? FhirComponent.value(SessionMeasure.CLEAN, counts.clean())
                        : FhirComponent.absent(SessionMeasure.CLEAN, Absence.UNKNOWN));
        into.add(FhirComponent.value(SessionMeasure.NOT_ASSESSED, counts.unjudged()));
    }

    private FhirComponent trend(SessionMeasure measure, Trend trend) {
        Absence why = overview.unreadable() ? Absence.ERROR : nothingCounted();
        return FhirComponent.of(measure, trend.of(overview), why);
    }

    /** Returns why a session has no value of what only repetitions have. */
    private Absence nothingCounted() {
        boolean unassessed = kept.session().counts().unjudged() > 0 || isUnseen();
        return unassessed ? Absence.UNKNOWN : Absence.NOT_APPLICABLE;
    }

    private boolean isUnseen() {
        Session session = kept.session();
        double unseen = session.notAssessed().stream()
                .filter(period -> RuleKind.ofId(period.check()).isEmpty())
                .mapToDouble(period -> period.to() - period.from())
                .sum();
        return session.framesWithPose() == 0
                || unseen > MOST_UNSEEN * session.duration().toNanos() * 1e-9;
    }

    /** Returns the end of a session as a FHIR dateTime. */
    static String end(KeptSession kept) {
        return dateTime(kept.began().plus(kept.session().duration()));
    }

    /** FHIR knows no seconds in an offset, as zones had before 1900. */
    private static String dateTime(ZonedDateTime time) {
        boolean whole = time.getOffset().getTotalSeconds() % 60 == 0;
        ZonedDateTime told = whole ? time : time.withZoneSameInstant(ZoneOffset.UTC);
        return Optional.of(told.truncatedTo(ChronoUnit.MILLIS))
                .filter(at -> at.getYear() >= 1 && at.getYear() <= 9999)
                .map(DATE_TIME::format)
                .orElseThrow(() -> new IllegalArgumentException("FHIR has no year " + told.getYear()));
    }
}
