package formcheck.testkit;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.PoseFrame;
import java.util.ArrayList;
import java.util.List;

/** What FormCheck made of some frames. */
public record Watched(List<Rep> reps, List<RepEvent> events) {

    public static Watched of(List<PoseFrame> frames) {
        return of(frames, ExerciseFile.builtIn().variant());
    }

    public static Watched of(List<PoseFrame> frames, Exercise exercise) {
        return of(frames, new FormPipeline(exercise));
    }

    public static Watched of(List<PoseFrame> frames, FormPipeline pipeline) {
        List<RepEvent> events = new ArrayList<>();
        for (PoseFrame frame : frames) {
            events.addAll(pipeline.process(frame).events());
        }
        events.addAll(pipeline.finish());
        List<Rep> reps = events.stream()
                .filter(RepEvent.RepCompleted.class::isInstance)
                .map(event -> ((RepEvent.RepCompleted) event).rep())
                .toList();
        return new Watched(reps, events);
    }

    public int attempted() {
        return reps.size();
    }

    public int valid() {
        return (int) reps.stream().filter(rep -> rep.verdict().isValid()).count();
    }

    /** Ids of the rules that one repetition broke. */
    public List<String> faults(int index) {
        return reps.get(index).faults().stream().map(fault -> fault.rule().id()).toList();
    }

    /** Events of one kind. */
    public <E extends RepEvent> List<E> events(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
