package dev.vitals.http.internal.expect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.http.internal.exchange.Answer;
import dev.vitals.http.internal.failure.HttpCauses;
import dev.vitals.http.internal.time.Budget;
import dev.vitals.text.Clean;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A body that conditions look at. */
public final class Body {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final int LONGEST = 40;

    private final Answer.Content content;
    private final Budget budget;
    private @Nullable JsonNode json;

    private Body(Answer.Content content, Budget budget) {
        this.content = content;
        this.budget = budget;
    }

    /** Unpacks a body. */
    public static Body of(Answer answer, Budget budget) throws UndecidedException {
        Optional<String> foreign = answer.foreignEncoding();
        if (foreign.isPresent()) {
            throw new UndecidedException(HttpCauses.ENCODING, "it is " + Clean.line(foreign.get(), LONGEST));
        }
        try {
            return new Body(answer.content(), budget);
        } catch (IOException e) {
            throw new UndecidedException(HttpCauses.CONTENT, "it says it is gzip and is not, or it is damaged");
        }
    }

    public String text() {
        return content.text();
    }

    boolean isCut() {
        return content.cut();
    }

    /** Returns the JSON, read once. */
    public JsonNode json() throws UndecidedException {
        JsonNode known = json;
        if (known == null) {
            known = read();
            json = known;
        }
        return known;
    }

    private JsonNode read() throws UndecidedException {
        if (isCut()) {
            throw new UndecidedException(HttpCauses.TOO_LARGE, "");
        }
        try {
            JsonNode node = MAPPER.readTree(text());
            if (node != null && !node.isMissingNode()) {
                return node;
            }
        } catch (JsonProcessingException | StackOverflowError e) {
            // Its message would repeat the text.
        }
        throw new UndecidedException(HttpCauses.JSON, text().isBlank() ? "it is empty" : "");
    }

    /** Searches no longer than there is time: a pattern and a text can agree to take for ever. */
    boolean finds(Pattern pattern) throws UndecidedException {
        try {
            return pattern.matcher(new TimedText(text(), budget)).find();
        } catch (TimedText.OverException | StackOverflowError e) {
            throw new UndecidedException(HttpCauses.TOO_LARGE, "the pattern takes too long on it");
        }
    }

    /** A text that ends the search when the time is over. */
    private record TimedText(CharSequence text, Budget budget) implements CharSequence {
        private static final class OverException extends RuntimeException {
            private static final long serialVersionUID = 1L;

            private OverException() {
                super(null, null, false, false);
            }
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (budget.isOver()) {
                throw new OverException();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new TimedText(text.subSequence(start, end), budget);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
