package formcheck.session;

import java.text.Normalizer;
import java.util.Optional;

/**
 * A person and what was chosen last.
 *
 * @param name as the person wrote it
 * @param variant id of the exercise's variant
 * @param load what was in the hands
 * @param pictures what may be kept of the camera's pictures
 * @param provenDecides whether verdicts that are proven of this person decide what a clean repetition is
 */
public record Profile(String name, Optional<String> variant, Load load, PictureChoice pictures, boolean provenDecides) {
    private static final int LONGEST_NAME = 60;

    /**
     * A name as it is kept.
     *
     * @throws StoreException if it is none
     */
    public static String checkedName(String typed) throws StoreException {
        String name = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new StoreException("A name is one line of 1 to " + LONGEST_NAME + " characters.");
        }
        return name;
    }
}
