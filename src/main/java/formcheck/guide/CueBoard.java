package formcheck.guide;

import formcheck.coach.Cue;
import formcheck.exercise.RepPhase;
import java.util.Optional;

/** Decides how long a cue is shown: long enough to be read; the cue for a fast lowering until it ends. */
final class CueBoard {

    /**
     * @param least shortest time of any cue, seconds
     * @param usual time of a cue, seconds
     * @param longest longest time of the cue for a fast lowering, seconds
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
