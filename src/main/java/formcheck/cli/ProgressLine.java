package formcheck.cli;

import formcheck.capture.SourceInfo;
import formcheck.exercise.RepEvent;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Shows the progress of an analysis on standard error: one updated line on a terminal, otherwise a line now and then. */
final class ProgressLine implements PipelineRunner.Listener {
    private static final Duration UPDATE = Duration.ofMillis(200);
    private static final Duration LINE = Duration.ofSeconds(10);

    private final Terminal terminal;
    private final SourceInfo info;
    private final LongSupplier nanos;
    private final boolean inPlace;
    private final long began;
    private long lastShown;
    private long frames;
    private int repetitions;
    private int shownWidth;

    /** @param nanos a clock such as {@link System#nanoTime()} */
    ProgressLine(Terminal terminal, SourceInfo info, LongSupplier nanos) {
        this(terminal, info, nanos, true);
    }

    /** @param alone whether no other progress is shown: two cannot update one line */
    ProgressLine(Terminal terminal, SourceInfo info, LongSupplier nanos, boolean alone) {
        this.terminal = terminal;
        this.inPlace = alone && terminal.interactive();
        this.info = info;
        this.nanos = nanos;
        this.began = nanos.getAsLong();
        this.lastShown = began;
    }

    @Override
    public void frame(FrameResult result) {
        frames++;
        repetitions += (int) result.events().stream()
                .filter(RepEvent.RepCompleted.class::isInstance)
                .count();
        long now = nanos.getAsLong();
        Duration interval = inPlace ? UPDATE : LINE;
        if (now - lastShown >= interval.toNanos()) {
            lastShown = now;
            show(line(result.pose().seconds(), (now - began) * 1e-9));
        }
    }

    @Override
    public void end(List<RepEvent> events) {
        clear();
    }

    /** Clears the updated line. */
    void clear() {
        if (shownWidth > 0) {
            terminal.tellInPlace("\r" + " ".repeat(shownWidth) + "\r");
            shownWidth = 0;
        }
    }

    private void show(String line) {
        if (!inPlace) {
            terminal.tell(line);
            return;
        }
        // Uses blanks rather than an escape code, for every console.
        terminal.tellInPlace("\r" + line + " ".repeat(Math.max(0, shownWidth - line.length())));
        shownWidth = line.length();
    }

    private String line(double at, double elapsed) {
        StringBuilder rest = new StringBuilder();
        Optional<Double> length = info.duration().map(d -> d.toNanos() * 1e-9).filter(d -> d > 0 && at > 0);
        length.ifPresentOrElse(
                whole -> rest.append(String.format(Locale.ROOT, "  %3.0f %%", Math.min(100, 100 * at / whole))),
                () -> rest.append("  at ").append(Terminal.clock(at)));
        rest.append(String.format(Locale.ROOT, "  %.0f frames/s", frames / elapsed));
        length.ifPresent(whole -> rest.append("  ")
                .append(Terminal.clock(Math.max(0, whole - at) * elapsed / at))
                .append(" left"));
        rest.append("  ").append(repetitions).append(repetitions == 1 ? " repetition" : " repetitions");
        return Terminal.shortened(info.name(), terminal.width() - 1 - rest.length()) + rest;
    }
}
