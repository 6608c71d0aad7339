package formcheck.session;

import formcheck.exercise.Fault;
import formcheck.exercise.Rep;
import java.util.Locale;
import java.util.OptionalDouble;

/** The two moments of a repetition that are worth a picture. */
public enum Moment {
    /** The arms have come up. */
    TOP,
    /** The middle of its first fault; there is none without one. */
    WORST;

    /** The name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** When it is, in the repetition's own time; empty if there is no such moment. */
    public OptionalDouble of(Rep rep) {
        if (this == TOP) {
            return OptionalDouble.of(rep.top());
        }
        return rep.faults().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(middle(rep.faults().get(0)));
    }

    private static double middle(Fault fault) {
        return (fault.from() + fault.to()) / 2;
    }
}
