package formcheck.session;

import java.util.Locale;
import java.util.Optional;

/**
 * What a person allows to be kept of the camera's pictures.
 *
 * @param kind what
 * @param days after which it is deleted, 1 to 3650
 */
public record PictureChoice(KeptPictureKind kind, int days) {
    /** Nothing, which holds unless the person says otherwise. */
    public static final PictureChoice NONE = new PictureChoice(KeptPictureKind.NONE, 30);

    private static final int LONGEST = 3650;

    /** What is kept. */
    public enum KeptPictureKind {
        NONE,
        /** Of each repetition the top and its worst moment. */
        STILLS,
        /** All of the session from its first set on, and the stills. */
        VIDEO;

        /** The name in messages and files. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<KeptPictureKind> ofId(String id) {
            for (KeptPictureKind kind : values()) {
                if (kind.id().equals(id)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException if the days are out of their range */
    public PictureChoice {
        if (days < 1 || days > LONGEST) {
            throw new IllegalArgumentException("Pictures are kept for 1 to " + LONGEST + " days.");
        }
    }
}
