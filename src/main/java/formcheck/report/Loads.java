package formcheck.report;

import formcheck.session.Load;
import java.util.ArrayList;
import java.util.List;

/** The text of a weight or band. */
public final class Loads {
    private Loads() {}

    /** Returns text such as {@code 4 kg in total}; empty if unknown. */
    public static String words(Load load, Words words) {
        List<String> parts = new ArrayList<>();
        load.kilograms()
                .ifPresent(kilograms -> parts.add(words.text(
                        "report.load.kilograms",
                        "n",
                        words.fixed(kilograms, kilograms == Math.rint(kilograms) ? 0 : 1))));
        load.band().ifPresent(band -> parts.add(words.text("report.load.band", "name", PlainText.visible(band, 40))));
        return String.join(", ", parts);
    }
}
