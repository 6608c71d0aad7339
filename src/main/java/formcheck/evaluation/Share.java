package formcheck.evaluation;

import java.util.OptionalDouble;

/** Shares of something; of nothing there are none. */
final class Share {
    private Share() {}

    static OptionalDouble of(int part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
}
