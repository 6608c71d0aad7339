package formcheck.session;

import java.util.Locale;
import java.util.Optional;

/**
 * What a person allows FormCheck to keep of the camera images.
 *
 * @param kind none, stills or video
 * @param days after which they are deleted, 1 to 3650
 */
public record PictureChoice(KeptPictureKind kind, int days) {
    /** Nothing; the default. */
    public static final PictureChoice NONE = new PictureChoice(KeptPictureKind.NONE, 30);

    static final int LONGEST = 3650;

    /** The kinds of pictures. */
    public enum KeptPictureKind {
        NONE,
        /** Stills of each repetition: the top, and the worst moment. */
        STILLS,
        /** The video from ten seconds before the first set on, and the stills. */
        VIDEO;

        /** Returns the name in messages and files. */
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
