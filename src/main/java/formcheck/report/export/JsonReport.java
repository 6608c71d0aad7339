package formcheck.report.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import formcheck.exercise.Check;
import formcheck.exercise.Fault;
import formcheck.exercise.FormRule;
import formcheck.exercise.Pace;
import formcheck.exercise.Rep;
import formcheck.motion.Side;
import formcheck.session.DroppedMovement;
import formcheck.session.NotAssessedPeriod;
import formcheck.session.SaidCue;
import formcheck.session.Session;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Writes a session as one line of JSON, schema version 1. Seconds from the first frame with 3 decimals, degrees, degrees/s and
 * percent with 1; null for what was not visible. The order of the fields is fixed, the same session gives the same bytes, and the
 * line is ASCII (other characters are escaped), so that no console changes it. A stream rather than records: it fixes decimals
 * and order field by field.
 */
public final class JsonReport {
    private static final int SCHEMA_VERSION = 1;
    private static final int TIME_DECIMALS = 3;
    private static final int ANGLE_DECIMALS = 1;
    private static final int SHARE_DECIMALS = 2;

    /** Decimals of coarsely known values. */
    private static final int SQUEEZE_DECIMALS = 1;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonReport() {}

    /** Returns the session on one line, without a line end. */
    public static String line(Session session) {
        return write(json -> writeSession(json, session));
    }

    /**
     * Returns an input that could not be analysed, on one line without a line end.
     *
     * @param source in the user's words
     * @param error message for the user
     */
    public static String failure(String source, String error) {
        return write(json -> {
            json.writeStringField("source", source);
            json.writeStringField("error", error);
        });
    }

    private interface ReportBody {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static String write(ReportBody body) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            body.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return line.toString();
    }

    private static void writeSession(JsonGenerator json, Session session) throws IOException {
        json.writeNumberField("schemaVersion", SCHEMA_VERSION);
        json.writeStringField("source", session.source());
        JsonFields.text(json, "model", session.model());
        json.writeStringField("exercise", session.exercise().id());
        json.writeStringField("variant", session.exercise().variant());
        json.writeBooleanField("mirrored", session.mirrored());
        number(json, "durationSeconds", session.duration().toNanos() * 1e-9, TIME_DECIMALS);
        json.writeNumberField("frames", session.frames());
        json.writeNumberField("framesWithPose", session.framesWithPose());
        Session.Counts counts = session.counts();
        json.writeObjectFieldStart("repetitions");
        json.writeNumberField("attempted", counts.attempted());
        json.writeNumberField("valid", counts.valid());
        json.writeNumberField("clean", counts.clean());
        json.writeNumberField("unjudged", counts.unjudged());
        json.writeEndObject();
        json.writeArrayFieldStart("reps");
        for (Rep rep : session.reps()) {
            writeRep(json, rep);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("couldNotJudge");
        List<NotAssessedPeriod> unjudged = new ArrayList<>(session.notAssessed());
        unjudged.addAll(session.unjudgedPosture());
        for (NotAssessedPeriod spot : unjudged) {
            json.writeStartObject();
            json.writeStringField("check", spot.check());
            json.writeStringField("reason", spot.reason().id());
            number(json, "fromSeconds", spot.from(), TIME_DECIMALS);
            number(json, "toSeconds", spot.to(), TIME_DECIMALS);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("width", session.width());
        json.writeNumberField("height", session.height());
        JsonFields.text(json, "damage", session.damage());
        json.writeArrayFieldStart("cues");
        for (SaidCue cue : session.cues()) {
            json.writeStartObject();
            number(json, "atSeconds", cue.at(), TIME_DECIMALS);
            json.writeStringField("text", cue.text());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("dropped");
        for (DroppedMovement movement : session.dropped()) {
            json.writeStartObject();
            json.writeStringField("reason", movement.why().id());
            number(json, "fromSeconds", movement.from(), TIME_DECIMALS);
            number(json, "toSeconds", movement.to(), TIME_DECIMALS);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeRep(JsonGenerator json, Rep rep) throws IOException {
        json.writeStartObject();
        json.writeNumberField("index", rep.index());
        json.writeNumberField("set", rep.set());
        number(json, "startSeconds", rep.start(), TIME_DECIMALS);
        number(json, "topSeconds", rep.top(), TIME_DECIMALS);
        number(json, "eccentricStartSeconds", rep.eccentricStart(), TIME_DECIMALS);
        number(json, "bottomSeconds", rep.bottom(), TIME_DECIMALS);
        bothArms(json, "peakElevation", rep::peakElevation);
        bothArms(json, "bottomElevation", rep::bottomElevation);
        number(json, "concentricSeconds", rep.concentricSeconds(), TIME_DECIMALS);
        number(json, "holdSeconds", rep.holdSeconds(), TIME_DECIMALS);
        number(json, "eccentricSeconds", rep.eccentricSeconds(), TIME_DECIMALS);
        number(json, "concentricMovingSeconds", rep.concentricMovingSeconds(), TIME_DECIMALS);
        number(json, "eccentricMovingSeconds", rep.eccentricMovingSeconds(), TIME_DECIMALS);
        number(json, "peakDescentSpeed", rep.peakDescentSpeed(), ANGLE_DECIMALS);
        json.writeStringField("pace", Pace.of(rep).id());
        json.writeObjectFieldStart("squeeze");
        number(json, "share", rep.squeeze().share(), SHARE_DECIMALS);
        number(json, "heldSeconds", rep.squeeze().heldSeconds(), SQUEEZE_DECIMALS);
        json.writeEndObject();
        json.writeStringField("verdict", rep.verdict().id());
        json.writeObjectFieldStart("checks");
        for (Map.Entry<FormRule, Check> check : rep.checks().entrySet()) {
            json.writeStringField(check.getKey().id(), check.getValue().id());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("faults");
        for (Fault fault : rep.faults()) {
            writeFault(json, fault);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeFault(JsonGenerator json, Fault fault) throws IOException {
        String unit = fault.limit().unit();
        int decimals = unit.equals("s") ? TIME_DECIMALS : ANGLE_DECIMALS;
        json.writeStartObject();
        json.writeStringField("rule", fault.rule().id());
        json.writeStringField("side", fault.side().id());
        number(json, "fromSeconds", fault.from(), TIME_DECIMALS);
        number(json, "toSeconds", fault.to(), TIME_DECIMALS);
        number(json, "flaggedSeconds", fault.flagged(), TIME_DECIMALS);
        number(json, "value", fault.value(), decimals);
        number(json, "limit", fault.limit().value(), decimals);
        number(json, "tolerance", fault.limit().tolerance(), decimals);
        json.writeStringField("unit", unit);
        json.writeEndObject();
    }

    private static void bothArms(JsonGenerator json, String name, Function<Side, OptionalDouble> elevation)
            throws IOException {
        json.writeObjectFieldStart(name);
        number(json, "left", elevation.apply(Side.LEFT), ANGLE_DECIMALS);
        number(json, "right", elevation.apply(Side.RIGHT), ANGLE_DECIMALS);
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, OptionalDouble value, int decimals) throws IOException {
        if (value.isPresent()) {
            number(json, name, value.getAsDouble(), decimals);
        } else {
            json.writeNullField(name);
        }
    }

    /** JSON has no number for NaN and infinity: writes null. */
    private static void number(JsonGenerator json, String name, double value, int decimals) throws IOException {
        if (!Double.isFinite(value)) {
            json.writeNullField(name);
            return;
        }
        BigDecimal rounded = BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        json.writeFieldName(name);
        json.writeNumber(rounded);
    }
}
