package formcheck.cli;

import formcheck.report.PlainText;
import formcheck.report.export.fhir.FhirPatient;
import formcheck.session.SessionOverview;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options for the formats of clinics and of motion analysis. */
final class FieldOptions {
    /** Longest identifier of a patient, characters; those of clinics have some ten. */
    private static final int LONGEST_PATIENT = 100;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            converter = FieldFormat.FieldFormatConverter.class,
            description = "fhir, trc or mot, or several with commas between them.")
    private List<FieldFormat> formats = List.of();

    @Option(
            names = "--patient",
            paramLabel = "ID",
            description = "The person's identifier in a clinic or a study, for fhir. Without it, a pseudonym.")
    private Optional<String> patient = Optional.empty();

    @Option(names = "--with-name", description = "Write the person's name into fhir, too. Otherwise it is left out.")
    private boolean withName;

    /** Returns the formats that were asked for; none for FormCheck's own. */
    List<FieldFormat> formats() {
        return formats;
    }

    /** @throws CommandException if the options contradict each other */
    void check() throws CommandException {
        if ((patient.isPresent() || withName) && !formats.contains(FieldFormat.FHIR)) {
            throw CommandException.usage("--patient and --with-name belong to --format fhir.");
        }
        boolean wrong = patient.filter(id -> id.isBlank()
                        || id.length() > LONGEST_PATIENT
                        || !id.equals(id.strip())
                        || !id.equals(PlainText.visible(id)))
                .isPresent();
        if (wrong) {
            throw CommandException.usage(
                    "--patient is one line of 1 to " + LONGEST_PATIENT + " characters, without spaces around it.");
        }
    }

    /** @param first the person's first session */
    FhirPatient patient(SessionOverview first) {
        return FhirPatient.of(
                patient.orElseGet(() -> FhirPatient.pseudonym(first)),
                withName ? Optional.of(first.person()) : Optional.empty());
    }
}
