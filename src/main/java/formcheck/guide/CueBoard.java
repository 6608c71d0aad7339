package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.exercise.RepPhase;
import java.util.Optional;

/** What is said now: a cue stays long enough to be read, that of a fast descent until the arms rest. */
final class CueBoard {

    /**
     * @param least seconds that any cue stays
     * @param usual seconds that a cue stays
     * @param longest seconds after which the cue of a fast descent goes, wherever the arms are
     */
    record Parameters(double least, double usual, double longest) {
        static final Parameters DEFAULT = new Parameters(1.2, 2.6, 4);
    }

    private final Parameters parameters;
    private Optional<Cue> shown = Optional.empty();
    private double since;

    CueBoard(Parameters parameters) {
        this.parameters = parameters;
    }

    CueBoard() {
        this(Parameters.DEFAULT);
    }

    void say(Cue cue, double now) {
        shown = Optional.of(cue);
        since = now;
    }

    void clear() {
        shown = Optional.empty();
    }

    Optional<Cue> at(double now, RepPhase phase) {
        if (shown.isPresent() && over(shown.get(), now - since, phase)) {
            shown = Optional.empty();
        }
        return shown;
    }

    private boolean over(Cue cue, double age, RepPhase phase) {
        if (age < parameters.least) {
            return false;
        }
        boolean down = phase != RepPhase.ECCENTRIC;
        return cue.urgency() == Cue.Urgency.DESCENT ? down || age >= parameters.longest : age >= parameters.usual;
    }
}
