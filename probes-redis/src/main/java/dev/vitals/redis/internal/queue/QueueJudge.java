package dev.vitals.redis.internal.queue;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.internal.check.Judge;
import dev.vitals.redis.internal.check.Visit;
import dev.vitals.redis.internal.failure.RedisFailure;
import dev.vitals.redis.internal.link.Databases;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.internal.queue.QueueReading.Unreadable;
import dev.vitals.redis.limits.RedisQueue;
import dev.vitals.text.Clean;
import dev.vitals.text.Plural;
import java.time.Duration;
import java.util.List;

/** How much waits in a queue of the application, and for how long. */
public record QueueJudge(RedisQueue queue) implements Judge {
    private static final int LONGEST_KEY = 100;

    @Override
    public Result judge(Visit visit) throws RedisFailure {
        try {
            return verdict(read(visit), visit);
        } catch (Unreadable e) {
            return Result.unknown(e.why(), key() + ": " + e.getMessage());
        } catch (RedisFailure e) {
            throw e.needs(rights(), queue.key());
        }
    }

    private QueueReading read(Visit visit) throws RedisFailure, Unreadable {
        Object read = visit.alone(line -> {
            try {
                return reading(visit, line);
            } catch (Unreadable e) {
                return e;
            }
        });
        if (read instanceof Unreadable e) {
            throw e;
        }
        return (QueueReading) read;
    }

    private QueueReading reading(Visit visit, RedisLink.Line line) throws RedisFailure, Unreadable {
        Databases.select(line, visit.target().database());
        return new QueueReader(queue, line).read();
    }

    private Result verdict(QueueReading reading, Visit visit) throws Unreadable {
        Duration age = reading.age(visit.context().now());
        Status deep = reading.depth().isPresent()
                ? queue.depth().judge(reading.depth().getAsLong())
                : Status.UP;
        Status old = queue.age().judge(age);
        if (deep == Status.UP && old == Status.UP && reading.depth().isEmpty() && queue.hasDepth()) {
            throw new Unreadable(QueueCauses.UNCOUNTED, "this server does not count what the group has not been given");
        }
        return observed(result(deep, old, words(reading, age, deep, old), visit), reading, age);
    }

    private Result result(Status deep, Status old, String words, Visit visit) {
        if (deep == Status.UP && old == Status.UP) {
            return Result.up(words);
        }
        boolean byAge = old == Status.DOWN || deep == Status.UP;
        return Result.of(byAge ? old : deep, byAge ? QueueCauses.OLD : QueueCauses.DEEP, words)
                .remedy(Remedy.words("see whether the consumers of {} run, and what they wait for", key())
                        .run(visit.target().cli(consumers(), queue.key())));
    }

    private List<String> rights() {
        return switch (queue.kind()) {
            case LIST -> List.of("+llen", "+lindex");
            case SORTED_SET -> List.of("+zcard", "+zrange");
            case STREAM -> List.of("+xlen", "+xrange", "+xinfo|groups", "+xpending");
        };
    }

    private String consumers() {
        return switch (queue.kind()) {
            case STREAM -> "XINFO GROUPS {}";
            case LIST -> "LLEN {}";
            case SORTED_SET -> "ZCARD {}";
        };
    }

    private String words(QueueReading reading, Duration age, Status deep, Status old) {
        String number = reading.depth().isPresent()
                ? Plural.of(reading.depth().getAsLong(), "entry", "entries")
                        + queue.depth().suffix(deep)
                : "entries not counted";
        return !queue.hasAge() || age.isZero()
                ? number
                : number + ", the oldest has waited for " + Quantities.duration(age)
                        + queue.age().suffix(old);
    }

    private Result observed(Result result, QueueReading reading, Duration age) {
        Result seen = reading.depth().isPresent()
                ? result.observe(
                        Observation.count("redis.queue.depth", reading.depth().getAsLong())
                                .against(queue.depth()))
                : result;
        return queue.hasAge()
                ? seen.observe(Observation.duration("redis.queue.age", age).against(queue.age()))
                : seen;
    }

    private String key() {
        return Clean.line(queue.key(), LONGEST_KEY);
    }
}
