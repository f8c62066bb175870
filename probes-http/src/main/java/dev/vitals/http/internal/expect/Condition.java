package dev.vitals.http.internal.expect;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vitals.text.Clean;
import java.math.BigInteger;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Something that must hold of a body. */
public sealed interface Condition {
    /** Returns why it does not hold, in words; empty when it does. */
    Optional<String> unmet(Body body) throws UndecidedException;

    /** Whether finding something makes it hold, so that the start of a body that was cut can be enough. */
    default boolean holdsOnStart() {
        return false;
    }

    private static Optional<String> unless(boolean met, String words) {
        return met ? Optional.empty() : Optional.of(words);
    }

    /** A text is in it. */
    record Contains(String text) implements Condition {
        @Override
        public Optional<String> unmet(Body body) {
            return unless(body.text().contains(text), "it does not contain '" + Clean.line(text, 60) + "'");
        }

        @Override
        public boolean holdsOnStart() {
            return true;
        }
    }

    /** A text is not in it. */
    record Lacks(String text) implements Condition {
        @Override
        public Optional<String> unmet(Body body) {
            return unless(!body.text().contains(text), "it contains '" + Clean.line(text, 60) + "'");
        }
    }

    /** A pattern is found in it. */
    record Matches(Pattern pattern) implements Condition {
        @Override
        public Optional<String> unmet(Body body) throws UndecidedException {
            return unless(body.finds(pattern), "nothing in it matches '" + Clean.line(pattern.pattern(), 60) + "'");
        }

        @Override
        public boolean holdsOnStart() {
            return true;
        }
    }

    /** What is at a place in its JSON passes a test. */
    record Json(JsonPointer pointer, Predicate<JsonNode> test, String expected) implements Condition {
        private static final int LONGEST = 60;

        /** Holds where there is a text, number or boolean of this value. */
        public static Json equalTo(String pointer, Object value) {
            Objects.requireNonNull(value, "value");
            if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                throw new IllegalArgumentException("'value' must be a text, number or boolean");
            }
            return new Json(pointer(pointer), node -> same(node, value), "'" + value + "'");
        }

        /** Holds where there is something other than null. */
        public static Json there(String pointer) {
            return new Json(pointer(pointer), node -> !node.isMissingNode() && !node.isNull(), "to be there");
        }

        /** Holds where there is a number between two others. */
        public static Json between(String pointer, double least, double most) {
            if (!(least <= most)) {
                throw new IllegalArgumentException(
                        "'most' must not be below 'least' but was " + most + " and " + least);
            }
            return new Json(
                    pointer(pointer),
                    node -> node.isNumber() && node.asDouble() >= least && node.asDouble() <= most,
                    "from " + least + " to " + most);
        }

        /** Returns a JSON Pointer that somebody wrote. */
        public static JsonPointer pointer(String pointer) {
            try {
                return JsonPointer.compile(Objects.requireNonNull(pointer, "pointer"));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "'pointer' must be a JSON Pointer such as /status but was '" + pointer + "'", e);
            }
        }

        private static boolean same(JsonNode node, Object value) {
            if (value instanceof Number number) {
                return node.isNumber() && same(node, number);
            }
            return value instanceof Boolean flag
                    ? node.isBoolean() && node.asBoolean() == flag
                    : node.isTextual() && node.asText().equals(value);
        }

        /** Whole numbers beyond 2^53 differ although they are the same as doubles. */
        private static boolean same(JsonNode node, Number number) {
            boolean whole = number instanceof Long || number instanceof Integer || number instanceof BigInteger;
            return (whole && node.isIntegralNumber())
                    ? node.bigIntegerValue().equals(new BigInteger(number.toString()))
                    : node.asDouble() == number.doubleValue();
        }

        @Override
        public Optional<String> unmet(Body body) throws UndecidedException {
            JsonNode found = body.json().at(pointer);
            return unless(test.test(found), pointer + " is " + shown(found) + ", expected " + expected);
        }

        private static String shown(JsonNode node) {
            if (node.isMissingNode()) {
                return "missing";
            }
            return node.isContainerNode()
                    ? (node.isArray() ? "an array of " : "an object of ") + node.size()
                    : "'" + Clean.line(node.asText(), LONGEST) + "'";
        }
    }
}
