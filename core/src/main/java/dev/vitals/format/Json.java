package dev.vitals.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import dev.vitals.text.Clean;
import dev.vitals.text.Keys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private final ByteArrayBuilder bytes;
    private final JsonGenerator out;
    /** Most points in time of a report share a few seconds, and to write one takes as long as the rest of its check. */
    private final Map<Long, String> seconds;

    private final char[] digits = new char[32];

    private Json(ByteArrayBuilder bytes, JsonGenerator out, Map<Long, String> seconds) {
        this.bytes = bytes;
        this.out = out;
        this.seconds = seconds;
    }

    /**
     * Writes an object.
     *
     * @param fields writes its fields
     * @return the object as UTF-8, with a line break at the end, for terminals
     */
    public static byte[] object(Writer fields) {
        return object(Objects.requireNonNull(fields, "fields"), new HashMap<>());
    }

    private static byte[] object(Writer fields, Map<Long, String> seconds) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(1_024);
        try (JsonGenerator generator = FACTORY.createGenerator(bytes)) {
            new Json(bytes, generator, seconds).inObject(fields);
            generator.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Writes parts of an object elsewhere, to be copied with {@link #more}. */
    List<Fields> parts(Writer... writers) {
        int[] starts = new int[writers.length + 1];
        Writer all = json -> {
            // No part begins an object, so each begins with a comma.
            json.field("", true);
            for (int i = 0; i < writers.length; i++) {
                starts[i] = json.size();
                writers[i].write(json);
            }
            starts[writers.length] = json.size();
        };
        byte[] text = object(all, seconds);
        List<Fields> parts = new ArrayList<>(writers.length);
        for (int i = 0; i < writers.length; i++) {
            parts.add(new Fields(text, starts[i], starts[i + 1]));
        }
        return parts;
    }

    private int size() throws IOException {
        out.flush();
        return bytes.size();
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
        out.writeStringField(name, value.name());
        return this;
    }

    Json field(String name, Optional<String> value) throws IOException {
        return value.isPresent() ? field(name, value.get()) : this;
    }

    /** Writes a point in time in whole seconds, which tools with simple parsers of dates can read. */
    Json field(String name, Instant value) throws IOException {
        out.writeFieldName(name);
        out.writeString(seconds.computeIfAbsent(
                value.getEpochSecond(), second -> Instant.ofEpochSecond(second).toString()));
        return this;
    }

    /** Writes a duration in seconds, as exact as the microsecond. */
    Json field(String name, Duration value) throws IOException {
        int micros = value.toNanosPart() / 1_000;
        if (micros == 0) {
            return field(name, value.toSeconds());
        } else if (value.isNegative()) {
            return plain(name, BigDecimal.valueOf(value.toSeconds()).add(BigDecimal.valueOf(micros, 6)));
        }
        out.writeFieldName(name);
        int start = decimal(value.toSeconds(), micros);
        out.writeNumber(digits, start, digits.length - start);
        return this;
    }

    /** Without a string for each, of which a report has thousands. Returns where the digits start. */
    private int decimal(long whole, int millionths) {
        int start = digits.length;
        int places = 6;
        int left = millionths;
        for (; left % 10 == 0; left /= 10) {
            places--;
        }
        for (; places > 0; places--, left /= 10) {
            digits[--start] = (char) ('0' + left % 10);
        }
        digits[--start] = '.';
        long above = whole;
        do {
            digits[--start] = (char) ('0' + above % 10);
            above /= 10;
        } while (above > 0);
        return start;
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

    /**
     * Writes objects in an array.
     *
     * @param <T> what the objects are about
     * @param name the name of the field
     * @param values what to write an object of
     * @param writer writes the fields of one
     * @return this object
     * @throws IOException never, as long as it is written to memory
     */
    public <T> Json objects(String name, Collection<T> values, ItemWriter<T> writer) throws IOException {
        out.writeArrayFieldStart(name);
        for (T value : values) {
            out.writeStartObject();
            writer.write(this, value);
            out.writeEndObject();
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
            out.writeObjectFieldStart(keys.take(naming.apply(value)));
            writer.write(this, value);
            out.writeEndObject();
        }
        out.writeEndObject();
        return this;
    }

    /** Copies fields. Not at the beginning of an object. */
    Json more(Fields written) throws IOException {
        out.flush();
        written.copyTo(bytes);
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

    /**
     * Writes the fields of an object about something.
     *
     * @param <T> what it is about
     * @since 0.1.0
     */
    @FunctionalInterface
    public interface ItemWriter<T> {
        /**
         * Writes the fields.
         *
         * @param json the object
         * @param item what it is about
         * @throws IOException if {@code json} throws it
         */
        void write(Json json, T item) throws IOException;
    }
}
