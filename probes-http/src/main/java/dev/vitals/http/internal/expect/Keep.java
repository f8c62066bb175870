package dev.vitals.http.internal.expect;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vitals.http.internal.exchange.Answer;
import dev.vitals.http.internal.time.Budget;
import java.util.Optional;

/** Where in an answer a value is that a later request needs. */
public sealed interface Keep {
    /** Returns the name of the value. */
    String name();

    /** Returns the value; empty when it is not there. */
    Optional<String> find(Answer answer, Budget budget) throws UndecidedException;

    /** A scalar in the JSON of the body. */
    record Json(String name, JsonPointer pointer) implements Keep {
        @Override
        public Optional<String> find(Answer answer, Budget budget) throws UndecidedException {
            JsonNode found = Body.of(answer, budget).json().at(pointer);
            return found.isValueNode() && !found.isNull() ? Optional.of(found.asText()) : Optional.empty();
        }

        @Override
        public String toString() {
            return pointer.toString();
        }
    }

    /** A header. */
    record Header(String name, String header) implements Keep {
        @Override
        public Optional<String> find(Answer answer, Budget budget) {
            return answer.header(header);
        }

        @Override
        public String toString() {
            return "header " + header;
        }
    }

    /** The value of a cookie. */
    record Cookie(String name, String cookie) implements Keep {
        @Override
        public Optional<String> find(Answer answer, Budget budget) {
            return answer.headers().allValues("Set-Cookie").stream()
                    .filter(header -> header.startsWith(cookie + "="))
                    .map(header -> header.substring(cookie.length() + 1))
                    .map(rest -> rest.contains(";") ? rest.substring(0, rest.indexOf(';')) : rest)
                    // The last one counts, as for a browser.
                    .reduce((former, latter) -> latter);
        }

        @Override
        public String toString() {
            return "cookie " + cookie;
        }
    }
}
