package formcheck.report;

import formcheck.exercise.Rep;
import formcheck.motion.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What the reports say of the shoulder blades: in halves of a second and tenths of the person's own range, for more is not known. */
final class SqueezeWords {
    private static final String NOT_HELD = "not held";
    private static final String PROXY = "a proxy, coached only";

    private SqueezeWords() {}

    /** {@code about 1.5 s}. */
    static String seconds(double seconds) {
        long halves = Math.round(2 * seconds);
        if (halves == 0) {
            return NOT_HELD;
        }
        return halves == 1
                ? "about half a second"
                : "about " + Figures.fixed(halves / 2.0, halves % 2 == 0 ? 0 : 1) + " s";
    }

    /** {@code about 80 % of your own range}. */
    static String share(double share) {
        return "about " + 10 * Math.round(10 * share) + " % of your own range";
    }

    /** What is usual in several repetitions; empty where it was not judged in any. */
    static Optional<String> usual(List<Rep> reps) {
        OptionalDouble held = Figures.median(reps.stream()
                .flatMapToDouble(rep -> rep.squeeze().heldSeconds().stream())
                .boxed()
                .toList());
        OptionalDouble share = Figures.median(reps.stream()
                .flatMapToDouble(rep -> rep.squeeze().share().stream())
                .boxed()
                .toList());
        if (held.isEmpty()) {
            return Optional.empty();
        }
        String words = seconds(held.getAsDouble());
        return Optional.of((words.equals(NOT_HELD) ? words : "held for " + words)
                + (share.isPresent() ? ", " + share(share.getAsDouble()) : ""));
    }

    /** The rows beside a repetition's other measures; none where nobody looked. */
    static List<RepView.Row> rows(Rep rep) {
        List<RepView.Row> rows = new ArrayList<>();
        row(
                "Squeeze held",
                rep.squeeze().heldSeconds().stream()
                        .boxed()
                        .map(SqueezeWords::seconds)
                        .findFirst(),
                rep.squeeze().noSeconds(),
                rows);
        row(
                "Squeeze",
                rep.squeeze().share().stream().boxed().map(SqueezeWords::share).findFirst(),
                rep.squeeze().noShare(),
                rows);
        return rows;
    }

    private static void row(String name, Optional<String> value, Optional<Reason> why, List<RepView.Row> rows) {
        value.ifPresent(words -> rows.add(new RepView.Row(name, words, PROXY, "", "ok", "")));
        why.filter(reason -> reason != Reason.NOT_WATCHED)
                .ifPresent(reason -> rows.add(new RepView.Row(
                        name, "", "", "", "unjudged", "Could not judge. " + reason.text() + " " + reason.remedy())));
    }
}
