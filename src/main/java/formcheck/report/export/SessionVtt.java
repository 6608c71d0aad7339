package formcheck.report.export;

import formcheck.exercise.Fault;
import formcheck.exercise.Rep;
import formcheck.report.PlainText;
import formcheck.session.KeptSession;
import formcheck.session.SaidCue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Writes cues and repetitions as WebVTT subtitles for the video. */
public final class SessionVtt {
    /** Duration of a cue on screen, seconds. */
    private static final double SHOWN = 2.5;

    private record Line(double from, double to, String text) {}

    private SessionVtt() {}

    /** @param videoStart second of the session at which the video begins */
    public static String of(KeptSession kept, double videoStart) {
        List<Line> lines = new ArrayList<>();
        for (Rep rep : kept.session().reps()) {
            lines.add(new Line(
                    rep.begin(),
                    Math.max(rep.bottom(), rep.begin() + 0.5),
                    "Repetition " + rep.index() + ": " + worth(rep)));
        }
        for (SaidCue cue : kept.session().cues()) {
            lines.add(new Line(cue.at(), cue.at() + SHOWN, "\u00bb" + cue.text() + "\u00ab"));
        }
        lines.sort(Comparator.comparingDouble(Line::from));
        StringBuilder vtt = new StringBuilder("WEBVTT - FormCheck " + kept.id() + "\n");
        int number = 0;
        for (Line line : lines) {
            double to = line.to - videoStart;
            if (to > 0) { // skips what came before the video
                vtt.append("\n").append(++number).append("\n");
                vtt.append(time(Math.max(0, line.from - videoStart)))
                        .append(" --> ")
                        .append(time(to))
                        .append("\n");
                vtt.append(escaped(line.text)).append("\n");
            }
        }
        return vtt.toString();
    }

    private static String worth(Rep rep) {
        String faults = rep.faults().stream()
                .map((Fault fault) -> fault.rule().cue())
                .distinct()
                .collect(Collectors.joining(", "));
        return rep.verdict().id() + (faults.isEmpty() ? "" : " (" + faults + ")");
    }

    private static String time(double seconds) {
        long millis = Math.round(seconds * 1000);
        return String.format(
                Locale.ROOT,
                "%02d:%02d:%02d.%03d",
                millis / 3_600_000,
                millis / 60_000 % 60,
                millis / 1000 % 60,
                millis % 1000);
    }

    /** Removes markup, arrows and line ends from a text. */
    private static String escaped(String text) {
        return PlainText.visible(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
