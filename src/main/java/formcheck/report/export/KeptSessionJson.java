package formcheck.report.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import formcheck.exercise.FormRule;
import formcheck.exercise.Proof;
import formcheck.motion.posture.HeadCheckResult;
import formcheck.session.KeptSession;
import formcheck.session.KeptSet;
import formcheck.session.Versions;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A kept session as JSON, schema version 1: who, when and with what, the sets, the rules of that day, and as {@code result} the
 * very object that {@link JsonReport} writes. Plain ASCII; what is not known is null.
 */
public final class KeptSessionJson {
    private static final int SCHEMA_VERSION = 1;
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private KeptSessionJson() {}

    public static String of(KeptSession kept) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("keptSchemaVersion", SCHEMA_VERSION);
            json.writeStringField("id", kept.id().text());
            json.writeStringField("person", kept.person());
            json.writeStringField("began", kept.began().toOffsetDateTime().toString());
            json.writeStringField("zone", kept.began().getZone().getId());
            json.writeStringField("origin", kept.origin().name().toLowerCase(Locale.ROOT));
            json.writeBooleanField("finished", kept.finished());
            JsonFields.number(json, "loadKilograms", kept.load().kilograms());
            JsonFields.text(json, "band", kept.load().band());
            JsonFields.whole(json, "painBefore", kept.painBefore());
            JsonFields.whole(json, "painAfter", kept.painAfter());
            headCheck(json, kept.headCheck());
            versions(json, kept.versions());
            json.writeArrayFieldStart("sets");
            for (KeptSet set : kept.sets()) {
                set(json, set);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rules");
            for (FormRule rule : kept.session().exercise().rules()) {
                rule(json, rule);
            }
            json.writeEndArray();
            json.writeFieldName("result");
            json.writeRawValue(JsonReport.line(kept.session()));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text + "\n";
    }

    private static void headCheck(JsonGenerator json, Optional<HeadCheckResult> found) throws IOException {
        json.writeFieldName("headCheck");
        if (found.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("verdict", found.get().verdict().id());
        JsonFields.number(json, "chance", found.get().probability());
        JsonFields.number(json, "degrees", found.get().degrees());
        JsonFields.text(json, "why", found.get().why().map(HeadCheckResult.HeadCheckReason::id));
        json.writeEndObject();
    }

    private static void proven(JsonGenerator json, Optional<Proof> proof) throws IOException {
        if (proof.isEmpty()) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringField("on", proof.get().on().toString());
        json.writeStringField("outcome", proof.get().verdict().outcome().id());
        json.writeNumberField("right", proof.get().verdict().right());
        json.writeNumberField("wrong", proof.get().verdict().wrong());
        json.writeNumberField("shown", proof.get().verdict().shown());
        json.writeEndObject();
    }

    private static void versions(JsonGenerator json, Versions versions) throws IOException {
        json.writeObjectFieldStart("versions");
        json.writeStringField("program", versions.program());
        JsonFields.text(json, "model", versions.model());
        JsonFields.text(json, "posture", versions.posture());
        json.writeStringField("rules", versions.rules());
        json.writeEndObject();
    }

    private static void set(JsonGenerator json, KeptSet set) throws IOException {
        json.writeStartObject();
        json.writeNumberField("number", set.number());
        json.writeNumberField("startSeconds", set.start());
        JsonFields.number(json, "endSeconds", set.end().map(OptionalDouble::of).orElse(OptionalDouble.empty()));
        JsonFields.text(json, "ending", set.ending());
        JsonFields.whole(json, "pain", set.pain());
        json.writeEndObject();
    }

    private static void rule(JsonGenerator json, FormRule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", rule.id());
        json.writeNumberField("limit", rule.limit().value());
        json.writeNumberField("tolerance", rule.limit().tolerance());
        json.writeStringField("unit", rule.limit().unit());
        json.writeFieldName("proven");
        proven(json, rule.proof());
        json.writeEndObject();
    }
}
