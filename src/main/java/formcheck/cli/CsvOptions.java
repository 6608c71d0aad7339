package formcheck.cli;

import formcheck.pose.CsvForm;
import picocli.CommandLine.Option;

/** Options for the form of tables. */
final class CsvOptions {
    @Option(
            names = "--decimal-comma",
            description =
                    "Write CSV with decimal commas and semicolons between cells, as spreadsheets in many countries"
                            + " expect. analyze reads both.")
    private boolean decimalComma;

    CsvForm form() {
        return decimalComma ? CsvForm.DECIMAL_COMMA : CsvForm.DECIMAL_POINT;
    }
}
