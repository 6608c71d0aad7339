package formcheck.guide;

import formcheck.exercise.ExerciseFile;
import formcheck.pipeline.FormPipeline;
import formcheck.pose.PoseFrame;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A live session played with figures: what the guide showed, and what was to be heard. */
final class Played {
    final LiveGuide guide = new LiveGuide(ExerciseFile.builtIn().variant());
    final List<GuideView> views = new ArrayList<>();
    final List<Sound> sounds = new ArrayList<>();
    private double now;

    /** A source plays from its first frame to its last, with a pipeline of its own. */
    Played source(Figure figure, Movement movement) {
        return source(figure.film(movement));
    }

    Played source(List<PoseFrame> frames) {
        return source(frames, new TreeMap<>());
    }

    /** @param commands what is asked for, by the second of the source */
    Played source(List<PoseFrame> frames, NavigableMap<Double, LiveGuide.Command> commands) {
        guide.sourceOpened(now);
        FormPipeline pipeline = new FormPipeline(ExerciseFile.builtIn().variant());
        double start = now;
        double from = -1;
        for (PoseFrame frame : frames) {
            commands.subMap(from, false, frame.seconds(), true).values().forEach(this::command);
            from = frame.seconds();
            keep(guide.see(pipeline.process(frame)));
            now = start + frame.seconds();
        }
        return this;
    }

    /** Time passes without a picture. */
    Played silence(double seconds) {
        for (double end = now + seconds; now < end; now += 0.1) {
            keep(guide.tick(now));
        }
        return this;
    }

    Played command(LiveGuide.Command command) {
        keep(guide.command(command, now));
        return this;
    }

    /** The source closes. */
    Played close() {
        keep(guide.sourceClosed());
        return this;
    }

    /** Number of attempted repetitions of the latest set. */
    int reps() {
        return last().set().map(set -> set.reps().size()).orElse(0);
    }

    private void keep(GuideView view) {
        views.add(view);
        sounds.addAll(guide.takeSounds());
    }

    GuideView last() {
        return views.get(views.size() - 1);
    }

    int count() {
        return last().set().map(LiveSet::count).orElse(0);
    }

    /** The stages, in the order in which they were shown. */
    List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        for (GuideView view : views) {
            if (stages.isEmpty() || stages.get(stages.size() - 1) != view.stage()) {
                stages.add(view.stage());
            }
        }
        return stages;
    }

    /** The cues that were shown, each once. */
    List<String> cues() {
        List<String> cues = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (GuideView view : views) {
            Optional<String> now = view.cue().map(cue -> cue.id());
            if (now.isPresent() && !now.equals(before)) {
                cues.add(now.get());
            }
            before = now;
        }
        return cues;
    }

    /** Why nothing was judged, each once. */
    List<String> pauses() {
        List<String> pauses = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (GuideView view : views) {
            if (view.pause().isPresent() && !view.pause().equals(before)) {
                pauses.add(view.pause().get());
            }
            before = view.pause();
        }
        return pauses;
    }
}
