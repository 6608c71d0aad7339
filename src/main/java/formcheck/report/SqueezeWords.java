package formcheck.report;

import formcheck.exercise.Rep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The report's text on scapular retraction, rounded to half seconds and tenths of the person's own range, its measured accuracy.
 */
final class SqueezeWords {
    private final Words words;

    SqueezeWords(Words words) {
        this.words = words;
    }

    /** Returns text such as {@code about 1.5 s}. */
    String seconds(double seconds) {
        long halves = Math.round(2 * seconds);
        if (halves <= 1) {
            return words.text(halves == 0 ? "report.squeeze.not-held" : "report.squeeze.half-second");
        }
        return words.text("report.squeeze.seconds", "n", words.fixed(halves / 2.0, halves % 2 == 0 ? 0 : 1));
    }

    /** Returns text such as {@code about 80 % of your own range}. */
    String share(double share) {
        return words.text("report.squeeze.of-own", "n", 10 * Math.round(10 * share));
    }

    /** Returns the median over repetitions; empty where none was assessed. */
    Optional<String> usual(List<Rep> reps) {
        OptionalDouble held = Numbers.median(reps.stream()
                .flatMapToDouble(rep -> rep.squeeze().heldSeconds().stream())
                .boxed()
                .toList());
        OptionalDouble share = Numbers.median(reps.stream()
                .flatMapToDouble(rep -> rep.squeeze().share().stream())
                .boxed()
                .toList());
        if (held.isEmpty()) {
            return Optional.empty();
        }
        String time = seconds(held.getAsDouble());
        String told =
                Math.round(2 * held.getAsDouble()) == 0 ? time : words.text("report.squeeze.held-for", "time", time);
        return Optional.of(share.isPresent() ? told + ", " + share(share.getAsDouble()) : told);
    }
}
