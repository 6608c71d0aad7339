package formcheck.report;

import formcheck.coach.SetAdvice;
import formcheck.coach.SetTrend;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** What is said after a set: how it changed, then the one thing to do. */
final class AdviceWords {
    private final Words words;

    AdviceWords(Words words) {
        this.words = words;
    }

    /** How a set changed, a sentence or two. */
    String told(SetTrend trend) {
        List<String> sentences = new ArrayList<>();
        trend.lowering()
                .ifPresent(change -> sentences.add(words.text(
                        "advice.trend.lowering",
                        "first",
                        words.fixed(change.first(), 1),
                        "last",
                        words.fixed(change.last(), 1))));
        trend.height()
                .ifPresent(change -> sentences.add(words.text(
                        "advice.trend.height",
                        "first",
                        words.fixed(change.first(), 0),
                        "last",
                        words.fixed(change.last(), 0))));
        return String.join(" ", sentences);
    }

    /** What the page says after a set, in the same words: how it changed, then the one thing. */
    String told(SetAdvice told) {
        return told.trend().hasChange() ? told(told.trend()) + " " + action(told) : action(told);
    }

    /** The one thing to do. */
    String action(SetAdvice told) {
        List<String> numbers = told.reps().stream().map(String::valueOf).toList();
        return words.text(
                "advice.set." + told.kind().id() + (numbers.size() == 1 ? "-one" : ""),
                "list",
                words.list(numbers),
                "seconds",
                inSeconds(told.seconds()));
    }

    private String inSeconds(OptionalDouble seconds) {
        double value = seconds.orElse(0);
        return value > 0.4 && value < 0.6
                ? words.text("advice.half-second")
                : words.text("advice.seconds", "n", words.fixed(value, 1));
    }
}
