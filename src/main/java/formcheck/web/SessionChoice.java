package formcheck.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import formcheck.session.Load;
import formcheck.session.PictureChoice;
import formcheck.session.Profile;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What the person said on the start page.
 *
 * @param person whose session it is
 * @param load what is in the hands
 * @param painBefore 0 to 10
 * @param pictures what may be kept
 * @param provenDecides whether proven verdicts decide what is clean
 */
record SessionChoice(String person, Load load, OptionalInt painBefore, PictureChoice pictures, boolean provenDecides) {
    private static final double HEAVIEST = 200;
    private static final int LONGEST_BAND = 40;
    private static final String NOBODY_NAMED = "Me";

    /** Reads what a page sent; whatever makes no sense was not said. */
    static SessionChoice of(JsonNode json) {
        String name = json.path("name").asText("").strip();
        double kilograms = json.path("kilograms").asDouble(Double.NaN);
        String band = json.path("band").asText("").strip();
        int pain = json.path("painBefore").asInt(-1);
        int days = json.path("days").asInt(PictureChoice.NONE.days());
        return new SessionChoice(
                name.isEmpty() ? NOBODY_NAMED : name,
                new Load(
                        kilograms > 0 && kilograms <= HEAVIEST ? OptionalDouble.of(kilograms) : OptionalDouble.empty(),
                        band.isEmpty()
                                ? Optional.empty()
                                : Optional.of(band.substring(0, Math.min(LONGEST_BAND, band.length())))),
                pain >= 0 && pain <= 10 ? OptionalInt.of(pain) : OptionalInt.empty(),
                new PictureChoice(
                        PictureChoice.Kind.ofId(json.path("pictures").asText(""))
                                .orElse(PictureChoice.Kind.NONE),
                        Math.max(1, Math.min(3650, days))),
                json.path("provenDecides").asBoolean());
    }

    Profile profile(Optional<String> variant) {
        return new Profile(person, variant, load, pictures, provenDecides);
    }

    /** A profile as a page gets it. */
    static void write(Profile profile, ObjectNode json) {
        json.put("name", profile.name());
        profile.variant().ifPresent(variant -> json.put("variant", variant));
        profile.load().kilograms().ifPresent(kilograms -> json.put("kilograms", kilograms));
        profile.load().band().ifPresent(band -> json.put("band", band));
        json.put("pictures", profile.pictures().kind().id());
        json.put("days", profile.pictures().days());
        json.put("provenDecides", profile.provenDecides());
    }
}
