package formcheck.cli;

import formcheck.report.PlainText;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A format of clinics or of motion analysis, which {@code export} writes on request. */
enum FieldFormat {
    FHIR,
    TRC,
    MOT;

    /** Returns the name on the command line and the file extension. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads a format by its name, in any letter case. */
    static final class FieldFormatConverter implements ITypeConverter<FieldFormat> {
        @Override
        public FieldFormat convert(String name) {
            return Arrays.stream(values())
                    .filter(format -> format.name().equalsIgnoreCase(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("there are "
                            + Arrays.stream(values()).map(FieldFormat::id).collect(Collectors.joining(", "))
                            + ", not " + PlainText.visible(name)));
        }
    }
}
