package formcheck.evaluation;

import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.motion.Measure;
import formcheck.motion.Side;
import formcheck.pipeline.FrameResult;
import formcheck.pipeline.PipelineRunner;
import java.util.ArrayList;
import java.util.List;

/** Runs FormCheck on one recording, as in use. */
public final class ClipRun implements PipelineRunner.Listener {

    /** An elevation that FormCheck measured with confidence, degrees. */
    record ElevationReading(Side side, double at, double degrees) {}

    private final List<RepEvent> events = new ArrayList<>();
    private final List<ElevationReading> readings = new ArrayList<>();
    private long frames;

    @Override
    public void frame(FrameResult result) {
        frames++;
        double at = result.measures().seconds();
        for (Side side : Side.values()) {
            result.measures()
                    .seen(Measure.elevation(side))
                    .ifPresent(degrees -> readings.add(new ElevationReading(side, at, degrees)));
        }
        events.addAll(result.events());
    }

    @Override
    public void end(List<RepEvent> last) {
        events.addAll(last);
    }

    long frames() {
        return frames;
    }

    List<ElevationReading> readings() {
        return List.copyOf(readings);
    }

    List<Rep> reps() {
        return events(RepEvent.RepCompleted.class).stream()
                .map(RepEvent.RepCompleted::rep)
                .toList();
    }

    <E extends RepEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
