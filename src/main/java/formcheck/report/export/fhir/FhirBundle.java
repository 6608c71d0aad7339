package formcheck.report.export.fhir;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import formcheck.session.KeptSession;
import formcheck.session.SessionOverview;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/**
 * Writes sessions of one person as a FHIR R4 Bundle (JSON, UTF-8, an entry a line). Holds one session at a time in memory. The
 * same sessions give the same bytes.
 *
 * <p>The bundle is a {@code transaction} that puts each resource under its own id. A server takes it as a whole or not at all,
 * and a second export replaces the resources of the first instead of adding others.
 */
public final class FhirBundle implements AutoCloseable {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private final JsonGenerator json;
    private final FhirPatient patient;

    private FhirBundle(JsonGenerator json, FhirPatient patient) {
        this.json = json;
        this.patient = patient;
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    private record BundleEntry(String fullUrl, Object resource, PutRequest request) {}

    private record PutRequest(String method, String url) {}

    /**
     * Begins a bundle with its patient.
     *
     * @param to is closed with the bundle
     */
    public static FhirBundle begin(OutputStream to, FhirPatient patient) throws IOException {
        JsonGenerator json = MAPPER.getFactory().createGenerator(to, JsonEncoding.UTF8);
        FhirBundle bundle = new FhirBundle(json, patient);
        json.writeStartObject();
        json.writeStringField("resourceType", "Bundle");
        json.writeStringField("type", "transaction");
        json.writeArrayFieldStart("entry");
        bundle.entry(patient.resourceType(), patient.id(), patient);
        return bundle;
    }

    /**
     * Writes the observations and pain ratings of a session.
     *
     * @throws IllegalArgumentException if the session's date is none that FHIR can hold; nothing of it is written then
     */
    public void add(KeptSession kept, SessionOverview overview) throws IOException {
        Optional<PainResponse> pain = PainResponse.of(kept, patient);
        for (FhirObservation observation : new SessionObservations(kept, overview, patient).all()) {
            entry(observation.resourceType(), observation.id(), observation);
        }
        if (pain.isPresent()) {
            entry(pain.get().resourceType(), pain.get().id(), pain.get());
        }
    }

    private void entry(String type, String id, Object resource) throws IOException {
        json.writeRaw('\n');
        MAPPER.writeValue(json, new BundleEntry(FhirIds.urn(id), resource, new PutRequest("PUT", type + "/" + id)));
    }

    @Override
    public void close() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.writeRaw('\n');
        json.close();
    }
}
