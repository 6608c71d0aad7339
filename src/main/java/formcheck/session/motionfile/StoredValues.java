package formcheck.session.motionfile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads the values of stored documents that Jackson would convert: a text from a text only, a number from a number only. */
final class StoredValues {
    /** Of any unit: seconds of 115 days, far more degrees and pixels than there are. */
    static final double LARGEST = 1e7;

    private StoredValues() {}

    static SimpleModule module() {
        return new SimpleModule()
                .addDeserializer(String.class, new Text())
                .addDeserializer(Double.class, new BoundedDouble(null))
                .addDeserializer(Double.TYPE, new BoundedDouble(0.0));
    }

    /** A value that breaks the policy. The message says what it is not. */
    static final class WrongValueException extends JsonMappingException {
        private static final long serialVersionUID = 1;

        WrongValueException(JsonParser json, String problem) {
            super(json, problem);
        }
    }

    private static final class Text extends StdDeserializer<String> {
        private static final long serialVersionUID = 1;

        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_STRING)) {
                throw new WrongValueException(json, "not a text");
            }
            String text = json.getText();
            if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
                throw new WrongValueException(json, "not a text of whole characters");
            }
            return text;
        }
    }

    private static final class BoundedDouble extends StdDeserializer<Double> {
        private static final long serialVersionUID = 1;

        private final @Nullable Double absent;

        BoundedDouble(@Nullable Double absent) {
            super(Double.class);
            this.absent = absent;
        }

        @Override
        public Double deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.hasToken(JsonToken.VALUE_NUMBER_INT) && !json.hasToken(JsonToken.VALUE_NUMBER_FLOAT)) {
                throw new WrongValueException(json, "not a number");
            }
            double value = json.getDoubleValue();
            if (!(Math.abs(value) <= LARGEST)) {
                throw new WrongValueException(json, "out of range");
            }
            return value;
        }

        @Override
        public @Nullable Double getAbsentValue(DeserializationContext context) {
            return absent;
        }
    }
}
