package formcheck.report.month;

import formcheck.report.Words;
import java.util.List;
import java.util.Optional;

/** Describes the month's metrics in sentences. */
public final class MonthWords {
    /** Trends by priority for the sentence on improvement. */
    private static final List<Trend> IN_ORDER =
            List.of(Trend.DOWN, Trend.CLEAN, Trend.PEAK, Trend.RANGE, Trend.HOLD, Trend.ASYMMETRY);

    private final Words words;

    public MonthWords(Words words) {
        this.words = words;
    }

    /** Returns the number of sessions, and the largest improvement. */
    public String headline(Month month, List<TrendChange> changes, boolean anySession) {
        if (!anySession) {
            return words.text("month.headline.none");
        }
        String done = done(month);
        Optional<TrendChange> best = IN_ORDER.stream()
                .flatMap(trend -> changes.stream().filter(change -> change.trend() == trend))
                .filter(TrendChange::isBetter)
                .findFirst();
        return best.map(change -> words.text(
                        "month.headline.and",
                        "done",
                        done,
                        "change",
                        words.text(
                                "month.better." + change.trend().id(),
                                "first",
                                amount(change.first(), change.trend()),
                                "now",
                                amount(change.now(), change.trend()))))
                .orElseGet(() -> words.text("month.headline", "done", done));
    }

    /** The plan counts days; several sessions on one day are named apart. */
    private String done(Month month) {
        if (month.sessions() == 0) {
            return words.text("month.done.none");
        }
        String wanted = words.count(month.wanted());
        if (month.sessions() == month.done()) {
            return words.text("month.done", "done", capital(words.count(month.done())), "wanted", wanted);
        }
        return words.plural(
                "month.done.days",
                month.done(),
                "sessions",
                capital(words.count(month.sessions())),
                "days",
                words.count(month.done()),
                "wanted",
                wanted);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1);
    }

    /** Formats a value of a trend with its unit. */
    public String amount(double value, Trend trend) {
        return switch (trend.unit()) {
            case "s" -> words.seconds(value);
            case "%" -> words.percent(value / 100);
            default -> words.degrees(value);
        };
    }

    /** Rates the change of a metric. */
    public String verdict(TrendChange change) {
        if (!change.isTold()) {
            return words.text(
                    "month.change.same", "error", amount(change.trend().uncertainty(), change.trend()));
        }
        return words.text(change.isBetter() ? "month.change.better" : "month.change.worse");
    }

    /** Returns the week in one sentence: sessions, clean share of its judged repetitions, and what remains. */
    public String week(WeekSummary week) {
        String left = week.daysLeft() == 0
                ? words.text("month.week.done")
                : words.plural("month.week.left", week.daysLeft(), "n", words.count(week.daysLeft()));
        if (week.sessions() == 0) {
            return words.text("month.week.none", "left", left);
        }
        String done = capital(words.plural("month.week.sessions", week.sessions(), "n", words.count(week.sessions())));
        String key = week.judged() == 0 ? "month.week.unjudged" : "month.week.clean";
        return words.text(key, "done", done, "clean", week.clean(), "judged", week.judged(), "left", left);
    }

    /** @param before the load of the last session, if there was one */
    public String title(Suggestion suggestion, Optional<LoadStep> before) {
        String what = switch (suggestion.kind()) {
            case ADVANCE ->
                suggestion.step().equals(before)
                        ? "advance.more"
                        : "advance." + suggestion.step().map(LoadStep::id).orElse("band");
            case BACK -> "back." + suggestion.step().map(LoadStep::id).orElse(LoadStep.BARE_HANDS.id());
            case BEGIN, STAY, SEE_SOMEONE -> suggestion.kind().id();
        };
        return words.text("month.suggestion", "what", words.text("month.suggest." + what));
    }

    public String reason(Suggestion.SuggestionReason reason) {
        boolean stopped = reason.criterion() == Suggestion.Criterion.PAIN
                && reason.state() == Suggestion.SuggestionState.UNMET
                && reason.wanted().isEmpty();
        String key = "month.why." + reason.criterion().id() + "."
                + (stopped ? "stopped" : reason.state().id());
        return words.text(
                key,
                "value",
                value(reason.criterion(), reason.value().orElse(0)),
                "wanted",
                value(reason.criterion(), reason.wanted().orElse(0)));
    }

    private String value(Suggestion.Criterion criterion, double value) {
        return switch (criterion) {
            case FULL_SETS, PAIN -> words.fixed(value, 0);
            case CLEAN, JUDGED, FORM -> words.percent(value);
            case PACE -> words.seconds(value);
        };
    }
}
