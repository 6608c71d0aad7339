package formcheck.coach;

import formcheck.exercise.Fault;
import formcheck.exercise.Rep;
import formcheck.exercise.RepEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Decides when to speak: one cue at a time, the most urgent first, none soon after another of its kind. A fast descent is
 * said at once; other faults after the repetition, one at a time; a corrected fault is praised.
 */
public final class Coach {

    /**
     * @param stay seconds that a cue stays before a lesser one may follow
     * @param coolDown seconds before the same words are said again
     */
    public record Parameters(double stay, double coolDown) {
        public static final Parameters DEFAULT = new Parameters(1.2, 4.0);
    }

    private final Parameters parameters;
    private Optional<Cue> last = Optional.empty();
    private OptionalDouble lastPause = OptionalDouble.empty();
    private boolean faulty;

    public Coach(Parameters parameters) {
        this.parameters = parameters;
    }

    public Coach() {
        this(Parameters.DEFAULT);
    }

    /** The one thing to say about what just happened, if anything. */
    public Optional<Cue> advise(List<RepEvent> events) {
        Optional<Cue> best = Optional.empty();
        for (RepEvent event : events) {
            Optional<Cue> cue = cueFor(event);
            if (cue.isPresent()
                    && (best.isEmpty()
                            || cue.get().urgency().compareTo(best.get().urgency()) > 0)) {
                best = cue;
            }
        }
        Optional<Cue> said = best.filter(this::mayInterrupt);
        said.ifPresent(cue -> last = Optional.of(cue));
        return said;
    }

    private Optional<Cue> cueFor(RepEvent event) {
        if (event instanceof RepEvent.FaultFlagged flagged) {
            return Optional.of(
                    new Cue(flagged.at(), Cue.Urgency.DESCENT, flagged.rule().cue()));
        }
        if (event instanceof RepEvent.RepCompleted completed) {
            return afterRep(completed.at(), completed.rep());
        }
        if (event instanceof RepEvent.CouldNotJudge blind
                && blind.isTotal()
                && lastPause.orElse(Double.NEGATIVE_INFINITY) < blind.at() - parameters.coolDown) {
            lastPause = OptionalDouble.of(blind.at());
            return Optional.of(new Cue(blind.at(), Cue.Urgency.PAUSE, blind.remedy()));
        }
        return Optional.empty();
    }

    private Optional<Cue> afterRep(double at, Rep rep) {
        Optional<Fault> fault =
                rep.faults().stream().filter(f -> f.flagged().isEmpty()).findFirst();
        boolean wasFaulty = faulty;
        faulty = !rep.faults().isEmpty();
        if (fault.isPresent()) {
            return Optional.of(new Cue(at, Cue.Urgency.FORM, fault.get().rule().cue()));
        }
        return wasFaulty && !faulty ? Optional.of(new Cue(at, Cue.Urgency.PRAISE, "That's it")) : Optional.empty();
    }

    private boolean mayInterrupt(Cue cue) {
        if (last.isEmpty()) {
            return true;
        }
        double since = cue.at() - last.get().at();
        if (since < parameters.stay && cue.urgency().compareTo(last.get().urgency()) <= 0) {
            return false;
        }
        boolean same = cue.text().equals(last.get().text());
        return !same || cue.urgency() == Cue.Urgency.DESCENT || since >= parameters.coolDown;
    }
}
