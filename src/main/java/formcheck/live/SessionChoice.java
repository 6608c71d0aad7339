package formcheck.live;

import formcheck.session.Load;
import formcheck.session.PictureChoice;
import formcheck.session.Profile;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Choices of the person on the start page.
 *
 * @param person name
 * @param load held in the hands
 * @param painBefore 0 to 10; empty if not stated
 * @param pictures which images may be stored
 * @param provenDecides whether proven verdicts decide if a repetition is clean
 */
public record SessionChoice(
        String person, Load load, OptionalInt painBefore, PictureChoice pictures, boolean provenDecides) {
    /** Returns these choices as a profile to store. */
    public Profile profile(Optional<String> variant) {
        return new Profile(person, variant, load, pictures, provenDecides);
    }
}
