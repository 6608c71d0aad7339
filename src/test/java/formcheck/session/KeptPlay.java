package formcheck.session;

import formcheck.exercise.Exercise;
import formcheck.exercise.ExerciseFile;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import formcheck.pipeline.FormPipeline;
import formcheck.pipeline.FrameResult;
import formcheck.pose.PoseFrame;
import formcheck.session.motionfile.MotionBuffer;
import formcheck.testkit.Figure;
import formcheck.testkit.Movement;
import formcheck.testkit.Posture;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** A live session with one set, played into a store. */
public final class KeptPlay {
    public static final Exercise EXERCISE = ExerciseFile.builtIn().variant();
    public static final Versions VERSIONS =
            new Versions("1.0", Optional.of("blazepose-full 0123"), Optional.empty(), "feedbeef");
    public static final ZonedDateTime BEGAN = ZonedDateTime.of(2026, 11, 27, 18, 41, 5, 0, ZoneId.of("Europe/Berlin"));

    private KeptPlay() {}

    /** Repetitions of which every third falls, and one is not high enough. */
    public static List<PoseFrame> frames(int repetitions) {
        Movement movement = Movement.from(Posture.arms(15)).hold(2);
        for (int i = 1; i <= repetitions; i++) {
            Posture top = i == 2 ? Posture.arms(70) : Posture.arms(104);
            movement.to(top, 1.2).hold(0.6);
            if (i % 3 == 0) {
                movement.dropTo(Posture.arms(15), 0.45);
            } else {
                movement.to(Posture.arms(15), 2.4);
            }
            movement.hold(0.7);
        }
        return Figure.FRONTAL.film(movement.hold(1));
    }

    public static SessionDetails details(String person) {
        return new SessionDetails(
                person,
                BEGAN,
                new Load(OptionalDouble.of(2.5), Optional.empty()),
                OptionalInt.of(3),
                VERSIONS,
                PictureChoice.NONE);
    }

    public static LiveSource source() {
        return new LiveSource("camera", Optional.of("blazepose-full"), EXERCISE, Figure.WIDTH, Figure.HEIGHT);
    }

    public static KeptSet set(int number, double start) {
        return new KeptSet(number, start, Optional.empty(), Optional.empty(), OptionalInt.empty());
    }

    /** Plays everything but the end of the session. */
    public static List<Rep> play(LiveRecording recording, List<PoseFrame> frames) throws StoreException {
        return play(recording, frames, rep -> {});
    }

    /** @param acknowledged hears of each repetition when it was kept */
    public static List<Rep> play(LiveRecording recording, List<PoseFrame> frames, Consumer<Rep> acknowledged)
            throws StoreException {
        List<Rep> kept = new ArrayList<>();
        FormPipeline pipeline = new FormPipeline(EXERCISE);
        recording.sourceOpened(5, Figure.WIDTH, Figure.HEIGHT);
        recording.set(set(1, 5));
        for (PoseFrame frame : frames) {
            FrameResult result = pipeline.process(frame);
            recording.frame(result, 1);
            if (result.cue().isPresent()) {
                recording.cue(new SaidCue(
                        5 + result.cue().get().at(), result.cue().get().text()));
            }
            for (RepEvent event : result.events()) {
                if (event instanceof RepEvent.RepCompleted completed) {
                    Rep rep = recording.rep(completed.rep(), 1, 5);
                    acknowledged.accept(rep);
                    kept.add(rep);
                } else if (event instanceof RepEvent.NotAssessedSpan spot) {
                    recording.notAssessed(
                            new NotAssessedPeriod(spot.check(), spot.reason(), 5 + spot.from(), 5 + spot.to()));
                }
            }
        }
        double end = 5 + frames.get(frames.size() - 1).seconds();
        recording.set(new KeptSet(1, 5, Optional.of(end), Optional.of("asked"), OptionalInt.of(4)));
        return kept;
    }

    /** Makes a person known to a store. */
    public static void addPerson(SessionStore store, String name) throws StoreException {
        store.addPerson(name);
    }

    /** An unprotected file. */
    public static KeptFile file(Path path) {
        return KeptFile.plain(path);
    }

    /** Imports as the command does, to a disk with so many free bytes. Returns the problem; empty text if there was none. */
    public static String importsInto(SessionStore store, Path export, long free) {
        try {
            new SessionImport(store, () -> free).importFrom(export, export.toString(), Optional.empty());
            return "";
        } catch (StoreException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** A whole session of a person. */
    public static SessionId session(SessionStore store, String person, int repetitions) throws StoreException {
        LiveRecording recording = store.begin(details(person), source(), new MotionBuffer());
        play(recording, frames(repetitions));
        recording.finish();
        return recording.id();
    }
}
