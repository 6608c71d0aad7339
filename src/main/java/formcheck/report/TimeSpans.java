package formcheck.report;

import formcheck.session.DroppedMovement;
import formcheck.session.NotAssessedPeriod;
import java.util.List;
import java.util.stream.Collectors;

/** Lists time spans of the session, such as {@code 0:12–0:15, 0:20–0:22 and 30 more}. */
final class TimeSpans {
    private final Words words;

    TimeSpans(Words words) {
        this.words = words;
    }

    String notAssessed(List<NotAssessedPeriod> periods) {
        return list(
                periods.stream().map(period -> span(period.from(), period.to())).toList());
    }

    String dropped(List<DroppedMovement> movements) {
        return list(movements.stream()
                .map(movement -> span(movement.from(), movement.to()))
                .toList());
    }

    private static String span(double fromSeconds, double toSeconds) {
        String from = Numbers.clock(fromSeconds);
        String to = Numbers.clock(toSeconds);
        return from.equals(to) ? from : from + "–" + to;
    }

    private String list(List<String> spans) {
        List<String> named = spans.stream().limit(SessionWords.NAMED).collect(Collectors.toList());
        if (spans.size() > SessionWords.NAMED) {
            named.add(words.text("report.more", "n", spans.size() - SessionWords.NAMED));
        }
        return words.list(named);
    }
}
