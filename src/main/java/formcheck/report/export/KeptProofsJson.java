package formcheck.report.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import formcheck.motion.posture.ProvenVerdict;
import formcheck.session.KeptProof;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * What was proven of a person as JSON, schema version 1: of each verdict the last proof in front of each camera. Plain ASCII; the
 * seat in pixels of the camera's picture.
 */
public final class KeptProofsJson {
    private static final int SCHEMA_VERSION = 1;
    private static final JsonFactory FACTORY =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private KeptProofsJson() {}

    public static String of(String person, boolean decides, List<KeptProof> proofs) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("provenSchemaVersion", SCHEMA_VERSION);
            json.writeStringField("person", person);
            json.writeBooleanField("decides", decides);
            json.writeArrayFieldStart("proofs");
            for (KeptProof proof : proofs) {
                write(json, proof);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text + "\n";
    }

    private static void write(JsonGenerator json, KeptProof kept) throws IOException {
        ProvenVerdict told = kept.proof().verdict();
        json.writeStartObject();
        json.writeStringField("rule", kept.rule().id());
        json.writeStringField("on", kept.proof().day());
        json.writeStringField("outcome", told.outcome().id());
        json.writeNumberField("right", told.right());
        json.writeNumberField("wrong", told.wrong());
        json.writeNumberField("shown", told.shown());
        json.writeStringField("camera", kept.place().source());
        json.writeNumberField("width", kept.place().width());
        json.writeNumberField("height", kept.place().height());
        json.writeNumberField("shouldersX", kept.place().seat().shouldersX());
        json.writeNumberField("shouldersY", kept.place().seat().shouldersY());
        json.writeNumberField("shoulderWidth", kept.place().seat().shoulderWidth());
        json.writeStringField("posture", kept.posture());
        json.writeEndObject();
    }
}
