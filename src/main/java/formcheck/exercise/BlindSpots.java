package formcheck.exercise;

import formcheck.motion.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers frames that could not be judged into ranges of time, each with its reason. */
final class BlindSpots {
    /** What is not judged while nothing can be followed. */
    static final String EVERYTHING = "repetitions";

    /** What is not judged while it is unclear who exercises. */
    static final String WHO = "person";

    /** Shorter spells are not worth telling, seconds. */
    private static final double SHORTEST = 0.5;

    /** A reason that pauses for less goes on, seconds. */
    private static final double PAUSE = 0.7;

    private record Key(String check, Reason reason) {}

    private record Spell(double from, double to) {}

    private final Map<Key, Spell> open = new LinkedHashMap<>();

    void see(String check, Optional<Reason> reason, double seconds, List<RepEvent> events) {
        open.entrySet().removeIf(entry -> {
            boolean over = entry.getKey().check.equals(check)
                    && !reason.equals(Optional.of(entry.getKey().reason))
                    && seconds - entry.getValue().to > PAUSE;
            if (over) {
                tell(entry.getKey(), entry.getValue(), seconds, events);
            }
            return over;
        });
        reason.ifPresent(r ->
                open.merge(new Key(check, r), new Spell(seconds, seconds), (was, is) -> new Spell(was.from, is.to)));
    }

    void close(double seconds, List<RepEvent> events) {
        open.forEach((key, spell) -> tell(key, spell, seconds, events));
        open.clear();
    }

    private static void tell(Key key, Spell spell, double seconds, List<RepEvent> events) {
        if (spell.to - spell.from >= SHORTEST) {
            events.add(new RepEvent.CouldNotJudge(seconds, key.check, key.reason, spell.from, spell.to));
        }
    }
}
