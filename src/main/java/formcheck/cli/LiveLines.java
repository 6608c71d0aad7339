package formcheck.cli;

import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner;
import formcheck.pose.PoseFrame;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints repetitions and cues as they happen, one line each. */
final class LiveLines implements PipelineRunner.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(LiveLines.class);

    private final Terminal terminal;
    private int valid;
    private boolean failureShown;

    LiveLines(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void frame(FrameResult result) {
        tell(result.events());
        result.cue().ifPresent(cue -> line(cue.at(), "      > " + cue.text()));
    }

    /** Prints a fault once: a persistent one would fill the screen. */
    @Override
    public void failed(PoseFrame frame, RuntimeException failure) {
        LOG.debug("a frame could not be judged", failure);
        if (!failureShown) {
            failureShown = true;
            line(frame.seconds(), "      ! a frame could not be judged; continuing with the next (--verbose says why)");
        }
    }

    @Override
    public void end(List<RepEvent> events) {
        tell(events);
    }

    private void tell(List<RepEvent> events) {
        for (RepEvent event : events) {
            if (event instanceof RepEvent.RepCompleted completed) {
                line(completed.at(), inWords(completed.rep()));
            } else if (event instanceof RepEvent.MovementDropped movement) {
                line(movement.at(), "   -  not counted: " + movement.why().text());
            }
        }
    }

    /** The number of valid repetitions leads the line; others have none. */
    private String inWords(Rep rep) {
        String number = "-";
        if (rep.verdict().isValid()) {
            valid++;
            number = Integer.toString(valid);
        }
        String heights = rep.peakElevation().entrySet().stream()
                .map(arm -> String.format(
                        Locale.ROOT, "%s %.0f", arm.getKey().name().toLowerCase(Locale.ROOT), arm.getValue()))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%4s  %-9s  up to %s°; down in %.1f s",
                number,
                rep.verdict().id(),
                heights,
                rep.eccentricSeconds());
    }

    private void line(double at, String text) {
        terminal.print(String.format(Locale.ROOT, "%6s  %s", Terminal.clock(at), text));
    }
}
