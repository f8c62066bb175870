package dev.vitals.http.internal.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a request carries. */
public sealed interface Payload {
    /** Nothing. */
    Payload NONE = new Raw("", "");

    /** Returns the media type; empty when there is no body. */
    Optional<String> contentType();

    /** Returns the body. */
    byte[] bytes(Map<String, String> values);

    /** Returns the values it needs. */
    Set<String> names();

    /** A body as it is, of no bytes at all if it has no type. */
    record Raw(String type, String text) implements Payload {
        @Override
        public Optional<String> contentType() {
            return type.isEmpty() ? Optional.empty() : Optional.of(type);
        }

        @Override
        public byte[] bytes(Map<String, String> values) {
            return text.getBytes(UTF_8);
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }

        @Override
        public String toString() {
            return "a body of type " + type;
        }
    }

    /** JSON, in whose strings values may stand. */
    record Json(Template template) implements Payload {
        @Override
        public Optional<String> contentType() {
            return Optional.of("application/json");
        }

        @Override
        public byte[] bytes(Map<String, String> values) {
            return template.fill(
                            values,
                            text -> new String(JsonStringEncoder.getInstance().quoteAsString(text)))
                    .getBytes(UTF_8);
        }

        @Override
        public Set<String> names() {
            return template.names();
        }
    }

    /** The fields of a form, in order. */
    record Form(List<Map.Entry<String, Template>> fields) implements Payload {
        @Override
        public Optional<String> contentType() {
            return Optional.of("application/x-www-form-urlencoded");
        }

        @Override
        public byte[] bytes(Map<String, String> values) {
            return fields.stream()
                    .map(field -> encoded(field.getKey())
                            + "="
                            + encoded(field.getValue().fill(values, text -> text)))
                    .collect(Collectors.joining("&"))
                    .getBytes(UTF_8);
        }

        @Override
        public Set<String> names() {
            Set<String> names = new TreeSet<>();
            fields.forEach(field -> names.addAll(field.getValue().names()));
            return names;
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, UTF_8);
        }
    }

    /** A form whose values are taken as they are, whatever stands in them. */
    record LiteralForm(Map<String, String> fields) implements Payload {
        @Override
        public Optional<String> contentType() {
            return Optional.of("application/x-www-form-urlencoded");
        }

        @Override
        public byte[] bytes(Map<String, String> values) {
            return fields.entrySet().stream()
                    .map(field -> Form.encoded(field.getKey()) + "=" + Form.encoded(field.getValue()))
                    .collect(Collectors.joining("&"))
                    .getBytes(UTF_8);
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    }

    /** Files and fields, as a browser uploads them. */
    record Multipart(String boundary, List<Part> parts) implements Payload {
        @Override
        public Optional<String> contentType() {
            return Optional.of("multipart/form-data; boundary=" + boundary);
        }

        @Override
        public byte[] bytes(Map<String, String> values) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (Part part : parts) {
                body.writeBytes(("--" + boundary + "\r\n" + part.head() + "\r\n").getBytes(UTF_8));
                body.writeBytes(part.content());
                body.writeBytes("\r\n".getBytes(UTF_8));
            }
            body.writeBytes(("--" + boundary + "--\r\n").getBytes(UTF_8));
            return body.toByteArray();
        }

        @Override
        public Set<String> names() {
            return Set.of();
        }
    }

    /** One file or field. */
    @SuppressWarnings("ArrayRecordComponent") // copied on the way in, and only written out
    record Part(String name, Optional<String> file, String type, byte[] content) {
        /** Copies the content. */
        public Part {
            content = content.clone();
        }

        private String head() {
            String named =
                    file.map(known -> "; filename=\"" + quoted(known) + "\"").orElse("");
            return "Content-Disposition: form-data; name=\"" + quoted(name) + "\"" + named + "\r\nContent-Type: " + type
                    + "\r\n";
        }

        /** As browsers do: a line break or quote would end the name. */
        private static String quoted(String text) {
            return text.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Part part
                    && name.equals(part.name)
                    && file.equals(part.file)
                    && type.equals(part.type)
                    && Arrays.equals(content, part.content);
        }

        @Override
        public int hashCode() {
            return name.hashCode() * 31 + Arrays.hashCode(content);
        }

        @Override
        public String toString() {
            return "part " + name;
        }
    }
}
