package formcheck.session;

import formcheck.exercise.Rep;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Derives the sets of a recording from its repetitions. */
final class RecordedSets {
    private RecordedSets() {}

    static List<KeptSet> of(List<Rep> reps) {
        TreeMap<Integer, KeptSet> sets = new TreeMap<>();
        for (Rep rep : reps) {
            sets.merge(
                    rep.set(),
                    set(rep.set(), rep.begin(), rep.bottom()),
                    (was, is) -> set(
                            was.number(),
                            Math.min(was.start(), is.start()),
                            Math.max(was.end().orElse(0.0), is.end().orElse(0.0))));
        }
        return List.copyOf(sets.values());
    }

    private static KeptSet set(int number, double start, double end) {
        return new KeptSet(number, start, Optional.of(end), Optional.of("rested"), OptionalInt.empty());
    }
}
