package dev.vitals.redis.internal.resp;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A reply that lists names and values in turn, since version 2 of the protocol has no maps. */
public record Pairs(Map<String, Reply> values) {
    /** Returns what a reply holds; nothing if it is no such list. */
    public static Pairs of(Reply reply) {
        Map<String, Reply> values = new HashMap<>();
        List<Reply> items = items(reply);
        for (int i = 0; i + 1 < items.size(); i += 2) {
            if (items.get(i) instanceof Reply.Text name) {
                values.put(name.value(), items.get(i + 1));
            }
        }
        return new Pairs(values);
    }

    /** Returns the parts of a list; none of anything else. */
    public static List<Reply> items(Reply reply) {
        return reply instanceof Reply.Items list ? list.items() : List.of();
    }

    public Optional<String> text(String name) {
        return values.get(name) instanceof Reply.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    public OptionalLong whole(String name) {
        return values.get(name) instanceof Reply.Whole number ? OptionalLong.of(number.value()) : OptionalLong.empty();
    }
}
