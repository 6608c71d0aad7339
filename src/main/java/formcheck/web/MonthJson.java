package formcheck.web;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The month page. The components are the names in the JSON; sentences are in the language of the reader, days are text.
 *
 * @param month shown, as {@code 2026-11}
 * @param title shown month, for people
 * @param today as {@code 2026-11-30}
 * @param thisWeek sessions and clean repetitions of this week and what remains, one sentence
 * @param nextSession proposed day, as {@code 2026-12-01}; empty while pain says to see a professional first
 * @param missed whether the day proposed before went by without a session
 * @param planDays days of the week for the reminders, 1 for Monday
 * @param prescribed what is prescribed today, some sentences; empty if nothing is in force
 * @param loads one for each load of the sessions
 * @param trash deleted sessions that can be restored
 * @param foundAgain ids of sessions whose files were found without a row in the database
 */
record MonthJson(
        String person,
        String headline,
        String month,
        String title,
        String previous,
        String next,
        String today,
        List<WeekJson> weeks,
        String thisWeek,
        Optional<String> nextSession,
        boolean missed,
        List<Integer> planDays,
        Optional<String> prescribed,
        List<TrendJson> trends,
        List<FaultKindJson> faults,
        List<LoadJson> loads,
        List<SessionJson> sessions,
        List<TrendChangeJson> changes,
        SuggestionJson suggestion,
        List<TrashJson> trash,
        List<String> foundAgain) {

    /**
     * Seven days from Monday.
     *
     * @param done days with a session
     * @param wanted days that should have one
     */
    record WeekJson(int done, int wanted, List<DayJson> days) {}

    /**
     * A day of the calendar.
     *
     * @param day of its month
     * @param date for people
     * @param inside whether it belongs to the shown month
     * @param sessions their ids
     */
    record DayJson(int day, String date, boolean inside, boolean today, List<String> sessions) {}

    /**
     * A quantity that is drawn over time.
     *
     * @param uncertainty of one session's value, in the unit; 0 for a share
     */
    record TrendJson(String id, String name, String unit, double uncertainty, String note) {}

    /** @param proxy whether the fault is only an indication: it is coached and does not count */
    record FaultKindJson(String id, String name, boolean proxy) {}

    /** @param key equal for sessions with the same variant and load */
    record LoadJson(String key, String name) {}

    /**
     * A session.
     *
     * @param at when it began, seconds since 1970
     * @param loadKey key of its load
     * @param step id of its step of the progression; empty for none
     * @param figures value of each trend that was measured, by the trend's id
     * @param texts the same for people
     * @param faults repetitions with a fault, by the fault's id
     * @param painBefore from 0 to 10
     * @param painAfter from 0 to 10
     * @param problem why there are no figures, and what to do, if they are damaged
     */
    record SessionJson(
            String id,
            long at,
            String day,
            String loadKey,
            String load,
            String step,
            int attempted,
            int valid,
            int clean,
            int unjudged,
            Map<String, Double> figures,
            Map<String, String> texts,
            Map<String, Integer> faults,
            OptionalInt painBefore,
            OptionalInt painAfter,
            Optional<String> problem) {}

    /** How a trend changed from the first sessions to the last ones. */
    record TrendChangeJson(String name, String first, String now, String verdict) {}

    /** What to do next, and why. */
    record SuggestionJson(String kind, String title, List<ReasonJson> reasons) {}

    /** A criterion of the suggestion, and whether it is met. */
    record ReasonJson(String state, String stateName, String text) {}

    /** A deleted session. */
    record TrashJson(String id, String day, String text) {}
}
