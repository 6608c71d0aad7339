package formcheck.evaluation;

import java.util.OptionalDouble;

/** Computes shares; empty of nothing. */
final class Share {
    private Share() {}

    static OptionalDouble of(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
