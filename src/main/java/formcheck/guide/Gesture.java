package formcheck.guide;

import java.util.Locale;

/** A pose that is held to ask for something without a hand on a key. */
public enum Gesture {
    /** Both hands on the head: pauses the set, or goes on with it. */
    PAUSE,
    /** One hand on the opposite shoulder, the other arm hanging: stops because of pain. */
    PAIN;

    /**
     * A gesture that is being held.
     *
     * @param gesture which one
     * @param share of the time that it has to be held, 0 to 1
     */
    public record Held(Gesture gesture, double share) {}

    /** The name in messages. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
