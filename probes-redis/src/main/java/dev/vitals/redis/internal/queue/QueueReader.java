package dev.vitals.redis.internal.queue;

import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.internal.queue.QueueReading.Unreadable;
import dev.vitals.redis.internal.resp.Pairs;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.redis.limits.RedisQueue;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads a queue with commands that cost the same however long it is. */
record QueueReader(RedisQueue queue, RedisLink.Line line) {
    QueueReading read() throws RedisFailure, Unreadable {
        return switch (queue.kind()) {
            case LIST -> list();
            case SORTED_SET -> sortedSet();
            case STREAM -> stream();
        };
    }

    private QueueReading list() throws RedisFailure, Unreadable {
        long length = count("LLEN");
        if (length == 0 || !queue.hasAge()) {
            return QueueReading.of(length, Optional.empty());
        }
        RedisQueue.Oldest oldest = queue.oldest().orElseThrow();
        String end = oldest.end() == RedisQueue.End.LEFT ? "0" : "-1";
        Reply entry = ask("LINDEX", queue.key(), end);
        return entry instanceof Reply.Text text
                ? QueueReading.of(length, Optional.of(added(oldest, text.value())))
                : QueueReading.EMPTY;
    }

    /** The function is the application's: what it throws may quote the entry. */
    private static Instant added(RedisQueue.Oldest oldest, String entry) throws Unreadable {
        try {
            Instant time = oldest.time().apply(entry);
            if (time != null) {
                return time;
            }
        } catch (RuntimeException e) {
            String name = e.getClass().getName();
            throw new Unreadable(
                    QueueCauses.UNCOUNTED, "the oldest entry does not say when it was added (" + name + ")");
        }
        throw new Unreadable(QueueCauses.UNCOUNTED, "the oldest entry does not say when it was added");
    }

    private QueueReading sortedSet() throws RedisFailure, Unreadable {
        long length = count("ZCARD");
        if (length == 0 || !queue.hasAge()) {
            return QueueReading.of(length, Optional.empty());
        }
        List<Reply> first = Pairs.items(ask("ZRANGE", queue.key(), "0", "0", "WITHSCORES"));
        return first.size() == 2 && first.get(1) instanceof Reply.Text score
                ? QueueReading.of(length, Optional.of(time(score.value())))
                : QueueReading.EMPTY;
    }

    private Instant time(String score) throws Unreadable {
        try {
            double millis = Double.parseDouble(score) * (queue.scores() == RedisQueue.Scores.EPOCH_SECONDS ? 1_000 : 1);
            return Instant.ofEpochMilli((long) millis);
        } catch (NumberFormatException e) {
            throw new Unreadable(QueueCauses.UNCOUNTED, "the lowest score is no time");
        }
    }

    private QueueReading stream() throws RedisFailure, Unreadable {
        long length = count("XLEN");
        if (length == 0) {
            return QueueReading.EMPTY;
        }
        Optional<String> group = queue.group();
        return group.isPresent()
                ? group(group.get())
                : QueueReading.of(length, queue.hasAge() ? first("-") : Optional.empty());
    }

    private QueueReading group(String name) throws RedisFailure, Unreadable {
        Pairs group = Pairs.items(ask("XINFO", "GROUPS", queue.key())).stream()
                .map(Pairs::of)
                .filter(found -> found.text("name").filter(name::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> new Unreadable(QueueCauses.GROUP, "the stream has no such consumer group"));
        long pending = group.whole("pending").orElse(0);
        List<Instant> waiting = new ArrayList<>();
        if (queue.hasAge() && pending > 0) {
            List<Reply> summary = Pairs.items(ask("XPENDING", queue.key(), name));
            (summary.size() > 1 ? added(summary.get(1)) : Optional.<Instant>empty()).ifPresent(waiting::add);
        }
        OptionalLong undelivered = group.whole("lag");
        if (queue.hasAge() && undelivered.orElse(1) > 0) {
            first("(" + group.text("last-delivered-id").orElse("0-0")).ifPresent(waiting::add);
        }
        return new QueueReading(
                undelivered.isPresent() ? OptionalLong.of(pending + undelivered.getAsLong()) : undelivered,
                waiting.stream().min(Instant::compareTo));
    }

    /** Returns when the first entry from some id on was added. */
    private Optional<Instant> first(String from) throws RedisFailure {
        List<Reply> entries = Pairs.items(ask("XRANGE", queue.key(), from, "+", "COUNT", "1"));
        List<Reply> entry = entries.isEmpty() ? List.of() : Pairs.items(entries.get(0));
        return entry.isEmpty() ? Optional.empty() : added(entry.get(0));
    }

    /** The first half of an entry's id is its time in milliseconds, unless the application gives ids of its own. */
    private static Optional<Instant> added(Reply id) {
        if (!(id instanceof Reply.Text text)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(text.value().split("-", 2)[0])));
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private long count(String command) throws RedisFailure {
        return ask(command, queue.key()) instanceof Reply.Whole number ? number.value() : 0;
    }

    private Reply ask(String... command) throws RedisFailure {
        return line.call(command).reply();
    }
}
