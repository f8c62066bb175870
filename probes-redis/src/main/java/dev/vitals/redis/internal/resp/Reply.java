package dev.vitals.redis.internal.resp;

import java.util.List;

/** What Redis answers: the five types of its protocol, version 2. */
public sealed interface Reply {
    /** A simple or a bulk string. */
    record Text(String value) implements Reply {}

    /** An error, of which only the first word is kept: it is the code, the rest is prose. */
    record Refusal(String prefix) implements Reply {}

    /** A whole number. */
    record Whole(long value) implements Reply {}

    /** Several replies in one. */
    record Items(List<Reply> items) implements Reply {
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A string or an array that is not there. */
    record Nil() implements Reply {}
}
