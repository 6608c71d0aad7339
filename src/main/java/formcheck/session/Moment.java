package formcheck.session;

import formcheck.exercise.Fault;
import formcheck.exercise.Rep;
import java.util.Locale;
import java.util.OptionalDouble;

/** A moment of a repetition for which a still image is stored. */
public enum Moment {
    /** The arms reach the top. */
    TOP,
    /** The middle of the first fault; absent without a fault. */
    WORST;

    /** Returns the name in files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the time of the moment, on the repetition's own clock; empty if there is no such moment. */
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
