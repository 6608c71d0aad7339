package formcheck.cli;

import formcheck.evaluation.guided.GuidedRecording.PromptedMoment;
import java.util.Locale;

/** Shows the prompts of a guided recording: large on a terminal, otherwise one line each. */
final class PromptView {
    private static final String CLEAR = "\u001b[2J\u001b[H";
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";

    private final Terminal terminal;
    private final Tones tones;
    private long lastTenth = -1;

    PromptView(Terminal terminal, Tones tones) {
        this.terminal = terminal;
        this.tones = tones;
    }

    void show(PromptedMoment moment, int steps, int step) {
        if (moment.changed()) {
            if (moment.word().isEmpty()) {
                tones.ready();
            } else {
                tones.go();
            }
        }
        if (terminal.interactive()) {
            showLarge(moment, steps, step);
        } else if (moment.changed()) {
            terminal.tell(line(moment));
        }
    }

    private void showLarge(PromptedMoment moment, int steps, int step) {
        long tenth = Math.round(moment.secondsLeft() * 10);
        if (tenth == lastTenth && !moment.changed()) {
            return;
        }
        lastTenth = tenth;
        StringBuilder text = new StringBuilder(moment.changed() ? CLEAR : HOME);
        text.append("\n  ").append(step).append(" of ").append(steps);
        if (moment.repetition() > 0) {
            text.append("   repetition ")
                    .append(moment.repetition())
                    .append(" of ")
                    .append(moment.step().repetitions());
        }
        text.append(REST_OF_LINE).append("\n\n  ").append(moment.step().explanation());
        text.append(REST_OF_LINE).append("\n\n");
        text.append(BlockLetters.of(moment.word().isEmpty() ? "READY" : moment.word(), "#"));
        text.append("\n  ").append(bar(moment.secondsLeft()));
        text.append(REST_OF_LINE).append("\n\n  a + Enter: again   s + Enter: skip   q + Enter: end");
        text.append(REST_OF_LINE).append('\n');
        terminal.tellInPlace(text.toString());
    }

    /** Half a second per character; the bar empties as time runs out. */
    private static String bar(double seconds) {
        return "=".repeat((int) Math.ceil(Math.max(0, seconds) * 2))
                + String.format(Locale.ROOT, " %.0f", Math.ceil(seconds));
    }

    private static String line(PromptedMoment moment) {
        return moment.word().isEmpty()
                ? moment.step().explanation()
                : "  " + moment.word() + (moment.repetition() > 0 ? " (" + moment.repetition() + ")" : "");
    }
}
