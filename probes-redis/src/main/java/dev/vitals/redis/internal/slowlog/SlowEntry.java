package dev.vitals.redis.internal.slowlog;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.redis.internal.resp.Pairs;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An entry of the slow log, without the arguments of its command, which may be anything. */
record SlowEntry(long id, Instant at, Duration took, String command, int arguments, String client) {
    private static final int LONGEST_NAME = 30;
    private static final int LONGEST_CLIENT = 60;

    static List<SlowEntry> all(Reply log) {
        return Pairs.items(log).stream()
                .flatMap(entry -> of(Pairs.items(entry)).stream())
                .toList();
    }

    private static Optional<SlowEntry> of(List<Reply> parts) {
        if (parts.size() < 4
                || !(parts.get(0) instanceof Reply.Whole id)
                || !(parts.get(1) instanceof Reply.Whole at)
                || !(parts.get(2) instanceof Reply.Whole micros)) {
            return Optional.empty();
        }
        List<Reply> words = Pairs.items(parts.get(3));
        return Optional.of(new SlowEntry(
                id.value(),
                Instant.ofEpochSecond(Math.max(0, Math.min(at.value(), Instant.MAX.getEpochSecond()))),
                Duration.ofNanos(Math.max(0, Math.min(micros.value(), Long.MAX_VALUE / 1_000)) * 1_000),
                words.isEmpty() ? "" : text(words.get(0), LONGEST_NAME),
                Math.max(0, words.size() - 1),
                parts.size() < 6 ? "" : text(parts.get(5), LONGEST_CLIENT)));
    }

    private static String text(Reply reply, int limit) {
        return reply instanceof Reply.Text text ? Clean.line(text.value(), limit) : "";
    }

    static Evidence table(String title, List<SlowEntry> entries) {
        return new Evidence.Table(
                title,
                List.of("command", "arguments", "took", "at", "client"),
                entries.stream()
                        .map(entry -> List.of(
                                entry.command,
                                Plural.of(entry.arguments, "argument"),
                                Quantities.duration(entry.took),
                                entry.at.toString(),
                                entry.client))
                        .toList());
    }
}
