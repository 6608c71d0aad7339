package formcheck.motion;

/**
 * Something that was not assessed: a measure, a check of a repetition, a span of time. Carries the reason; {@link Reason} is the one
 * list of them.
 */
public interface NotAssessable {

    Reason reason();

    /** The reason's name in files and messages. */
    default String reasonId() {
        return reason().id();
    }

    /** What the person can do about it, one sentence in English. */
    default String remedy() {
        return reason().remedy();
    }
}
