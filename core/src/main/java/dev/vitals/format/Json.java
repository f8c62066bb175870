package dev.vitals.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.vitals.text.Clean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes JSON fields in the order they are named, with every text made harmless. Not thread-safe.
 *
 * @since 0.1.0
 */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Duration LONGEST = Duration.ofMillis(Long.MAX_VALUE);
    private static final double LARGEST_EXACT = 1L << 53;

    private final JsonGenerator out;

    private Json(JsonGenerator out) {
        this.out = out;
    }

    /**
     * Writes an object.
     *
     * @param fields writes its fields
     * @return the object as UTF-8, ended by a line break for those who read it on a terminal
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

    Json field(String name, Instant value) throws IOException {
        return field(name, value.toString());
    }

    Json field(String name, Duration value) throws IOException {
        boolean fits = value.abs().compareTo(LONGEST) < 0;
        return field(name, fits ? value.toMillis() : Long.MAX_VALUE);
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

    /** Writes a whole number without a fraction, and nothing for what is not a number. */
    Json number(String name, double value) throws IOException {
        if (!Double.isFinite(value)) {
            return this;
        }
        if (value == Math.rint(value) && Math.abs(value) <= LARGEST_EXACT) {
            return field(name, (long) value);
        }
        out.writeNumberField(name, value);
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

    <T> Json objects(String name, Collection<T> values, ItemWriter<T> writer) throws IOException {
        out.writeArrayFieldStart(name);
        for (T value : values) {
            inObject(json -> writer.write(json, value));
        }
        out.writeEndArray();
        return this;
    }

    /** Writes rows of texts as arrays in an array. */
    Json rows(String name, Collection<? extends Collection<String>> rows) throws IOException {
        out.writeArrayFieldStart(name);
        for (Collection<String> row : rows) {
            out.writeStartArray();
            for (String cell : row) {
                out.writeString(Clean.encodable(cell));
            }
            out.writeEndArray();
        }
        out.writeEndArray();
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
