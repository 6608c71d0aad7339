package formcheck.session;

import java.text.Normalizer;
import java.util.Optional;

/**
 * A person and the last choices.
 *
 * @param name as the person wrote it
 * @param variant id of the exercise's variant
 * @param load weight or band
 * @param pictures what FormCheck may keep of the camera images
 * @param provenDecides whether verdicts that are proven for this person decide whether a repetition is clean
 */
public record Profile(String name, Optional<String> variant, Load load, PictureChoice pictures, boolean provenDecides) {
    private static final int LONGEST_NAME = 60;

    /**
     * Returns a name in its stored form.
     *
     * @throws StoreException if it is no valid name
     */
    public static String checkedName(String typed) throws StoreException {
        String name = Normalizer.normalize(typed, Normalizer.Form.NFC).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new StoreException("A name is one line of 1 to " + LONGEST_NAME + " characters.");
        }
        return name;
    }
}
