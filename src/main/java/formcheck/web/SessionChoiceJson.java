package formcheck.web;

import com.fasterxml.jackson.databind.JsonNode;
import formcheck.live.SessionChoice;
import formcheck.session.Load;
import formcheck.session.PictureChoice;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the choices of the start page. */
final class SessionChoiceJson {
    private static final double HEAVIEST_KILOGRAMS = 200;
    private static final int LONGEST_BAND = 40;
    private static final int WORST_PAIN = 10;
    private static final int MOST_DAYS = 3650;
    private static final String NOBODY_NAMED = "Me";

    private SessionChoiceJson() {}

    /** Reads what a page sent. A value out of range counts as not given. */
    static SessionChoice read(JsonNode json) {
        String name = json.path("name").asText("").strip();
        double kilograms = json.path("kilograms").asDouble(0);
        String band = json.path("band").asText("").strip();
        int pain = json.path("painBefore").asInt(-1);
        int days = json.path("days").asInt(PictureChoice.NONE.days());
        return new SessionChoice(
                name.isEmpty() ? NOBODY_NAMED : name,
                new Load(
                        kilograms > 0 && kilograms <= HEAVIEST_KILOGRAMS
                                ? OptionalDouble.of(kilograms)
                                : OptionalDouble.empty(),
                        band.isEmpty()
                                ? Optional.empty()
                                : Optional.of(band.substring(0, Math.min(LONGEST_BAND, band.length())))),
                pain >= 0 && pain <= WORST_PAIN ? OptionalInt.of(pain) : OptionalInt.empty(),
                new PictureChoice(
                        PictureChoice.KeptPictureKind.ofId(json.path("pictures").asText(""))
                                .orElse(PictureChoice.KeptPictureKind.NONE),
                        Math.max(1, Math.min(MOST_DAYS, days))),
                json.path("provenDecides").asBoolean());
    }
}
