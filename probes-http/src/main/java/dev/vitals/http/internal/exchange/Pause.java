package dev.vitals.http.internal.exchange;

import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a server alone that has asked for it, or that has refused credentials: another attempt soon after could lock the
 * account. Not thread-safe.
 */
public final class Pause {
    private static final Duration DEFAULT = Duration.ofMinutes(1);

    /** A server may ask for years; a check that does not look for so long would be blind. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final LongSupplier nanoTime;
    private long until;
    private @Nullable Result last;

    public Pause(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Returns the result that still holds, with the time left in its summary. */
    public Optional<Result> pending() {
        Duration left = Duration.ofNanos(until - nanoTime.getAsLong());
        Result held = last;
        if (held == null || left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        return Optional.of(held.withSummary(held.summary() + ", next attempt in " + Quantities.duration(left)));
    }

    /** Keeps a result that an answer asks to be left alone after; returns any other one as it is. */
    public Result heed(Result result, Answer answer, Instant now) {
        boolean asks = switch (answer.status()) {
            case 401, 403, 407, 429 -> true;
            case 503 -> answer.header("Retry-After").isPresent();
            default -> false;
        };
        return asks ? keep(result, answer, now) : result;
    }

    /** Keeps a result for as long as the answer asks for, or a minute, at most a quarter of an hour. */
    private Result keep(Result result, Answer answer, Instant now) {
        Duration wait = asked(answer, now).orElse(DEFAULT);
        // Later by up to a tenth: the instances of an application shall not come back together.
        long nanos = (long) (wait.toNanos() * (1 + ThreadLocalRandom.current().nextDouble() / 10));
        until = nanoTime.getAsLong() + nanos;
        last = result;
        return result.withSummary(
                result.summary() + ", next attempt in " + Quantities.duration(Duration.ofNanos(nanos)));
    }

    /** Returns for how long an answer asks to be left alone, at most a quarter of an hour. */
    public static Optional<Duration> asked(Answer answer, Instant now) {
        return answer.header("Retry-After")
                .flatMap(value -> read(value, now))
                .filter(asked -> !asked.isNegative() && !asked.isZero())
                .map(asked -> asked.compareTo(LONGEST) > 0 ? LONGEST : asked);
    }

    /** Reads seconds or a date. */
    static Optional<Duration> read(String value, Instant now) {
        String text = value.strip();
        if (text.matches("\\d+")) {
            return Optional.of(text.length() > 9 ? LONGEST : Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            return Optional.of(Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
