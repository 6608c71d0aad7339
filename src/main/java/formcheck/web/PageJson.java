package formcheck.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/** Writes records for the page as JSON. An empty optional is left out of an object, and null in an array. */
final class PageJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static {
        SimpleModule optionals = new SimpleModule();
        leaveOutEmpty(optionals, Optional.class, optional -> optional.isEmpty(), optional -> optional.get());
        leaveOutEmpty(optionals, OptionalDouble.class, OptionalDouble::isEmpty, OptionalDouble::getAsDouble);
        leaveOutEmpty(optionals, OptionalInt.class, OptionalInt::isEmpty, OptionalInt::getAsInt);
        MAPPER.registerModule(optionals);
    }

    private PageJson() {}

    private static <T> void leaveOutEmpty(
            SimpleModule module, Class<T> type, Predicate<T> empty, Function<T, Object> value) {
        module.addSerializer(type, new JsonSerializer<T>() {
            @Override
            public boolean isEmpty(SerializerProvider provider, T optional) {
                return empty.test(optional);
            }

            @Override
            public void serialize(T optional, JsonGenerator json, SerializerProvider provider) throws IOException {
                if (empty.test(optional)) {
                    json.writeNull(); // an element of an array cannot be omitted
                } else {
                    provider.defaultSerializeValue(value.apply(optional), json);
                }
            }
        });
        MAPPER.configOverride(type)
                .setInclude(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.USE_DEFAULTS));
    }

    /** Returns the shared mapper. Do not configure it further. */
    static ObjectMapper mapper() {
        return MAPPER;
    }

    static String text(Object message) {
        try {
            return MAPPER.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message that cannot be written", e);
        }
    }

    /** @param places after the decimal point */
    static double round(double value, int places) {
        double scale = Math.pow(10, places);
        return Math.round(value * scale) / scale;
    }

    /** @param places after the decimal point */
    static OptionalDouble round(OptionalDouble value, int places) {
        return value.isPresent() ? OptionalDouble.of(round(value.getAsDouble(), places)) : OptionalDouble.empty();
    }
}
