package dev.vitals.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vitals.text.Clean;
import dev.vitals.text.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * Writes JSON fields in the order they are named, with every text made harmless. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final double LARGEST_PLAIN = 1e15;
    private static final double SMALLEST_PLAIN = 1e-9;

    private final JsonGenerator out;

    private Json(JsonGenerator out) {
        this.out = out;
    }

    /**
     * Writes an object.
     *
     * @param fields writes its fields
     * @return the object as UTF-8, with a line break at the end, for terminals
     */
    public static byte[] object(Writer fields) {
        Objects.requireNonNull(fields, "fields");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            new Json(generator).inObject(fields);
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes a text.
     *
     * @param name the name of the field
     * @param value a text
     * @return this object
     * @throws IOException never, as long as it is written to memory
     */
    public Json field(String name, String value) throws IOException {
        out.writeStringField(name, Clean.encodable(value));
        return this;
    }

    Json field(String name, Enum<?> value) throws IOException {
        return field(name, value.name());
    }

    Json field(String name, Optional<String> value) throws IOException {
        return value.isPresent() ? field(name, value.get()) : this;
    }

    /** Writes a point in time in whole seconds, which tools with simple parsers of dates can read. */
    Json field(String name, Instant value) throws IOException {
        return field(name, value.truncatedTo(ChronoUnit.SECONDS).toString());
    }

    /** Writes a duration in seconds, as exact as the microsecond. */
    Json field(String name, Duration value) throws IOException {
        return plain(name, BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano() / 1_000, 6)));
    }

    Json field(String name, boolean value) throws IOException {
        out.writeBooleanField(name, value);
        return this;
    }

    /**
     * Writes a whole number.
     *
     * @param name the name of the field
     * @param value a whole number
     * @return this object
     * @throws IOException never, as long as it is written to memory
     */
    public Json field(String name, long value) throws IOException {
        out.writeNumberField(name, value);
        return this;
    }

    /** Writes a number, without an exponent if that is readable. */
    Json field(String name, double value) throws IOException {
        double magnitude = Math.abs(value);
        if (value != 0 && (magnitude < SMALLEST_PLAIN || magnitude >= LARGEST_PLAIN)) {
            out.writeNumberField(name, value);
            return this;
        }
        return plain(name, BigDecimal.valueOf(value));
    }

    Json field(String name, OptionalDouble value) throws IOException {
        return value.isPresent() ? field(name, value.getAsDouble()) : this;
    }

    private Json plain(String name, BigDecimal value) throws IOException {
        out.writeFieldName(name);
        out.writeNumber(value.stripTrailingZeros().toPlainString());
        return this;
    }

    Json object(String name, Writer fields) throws IOException {
        out.writeFieldName(name);
        inObject(fields);
        return this;
    }

    /**
     * Writes texts.
     *
     * @param name the name of the field
     * @param values the texts
     * @return this object
     * @throws IOException never, as long as it is written to memory
     */
    public Json strings(String name, Collection<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(Clean.encodable(value));
        }
        out.writeEndArray();
        return this;
    }

    /** Writes objects in an array. */
    <T> Json objects(String name, Collection<T> values, ItemWriter<T> writer) throws IOException {
        out.writeArrayFieldStart(name);
        for (T value : values) {
            inObject(json -> writer.write(json, value));
        }
        out.writeEndArray();
        return this;
    }

    /** Writes objects in an object, each under its name. */
    <T> Json named(String name, Collection<T> values, Function<T, String> naming, ItemWriter<T> writer)
            throws IOException {
        Keys keys = new Keys();
        out.writeObjectFieldStart(name);
        for (T value : values) {
            object(keys.take(naming.apply(value)), json -> writer.write(json, value));
        }
        out.writeEndObject();
        return this;
    }

    private void inObject(Writer fields) throws IOException {
        out.writeStartObject();
        fields.write(this);
        out.writeEndObject();
    }

    /**
     * Writes the fields of an object.
     *
     * @since 0.1.0
     */
    @FunctionalInterface
    public interface Writer {
        /**
         * Writes the fields.
         *
         * @param json the object
         * @throws IOException if {@code json} throws it
         */
        void write(Json json) throws IOException;
    }

    /** Writes the fields of an object about something. */
    @FunctionalInterface
    interface ItemWriter<T> {
        void write(Json json, T item) throws IOException;
    }
}
