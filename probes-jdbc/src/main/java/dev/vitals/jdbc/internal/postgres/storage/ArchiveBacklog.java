package dev.vitals.jdbc.internal.postgres.storage;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What waits to be archived, and for how long nothing has been. The server counts only what it has tried: a command that
 * never ends, or that there is none, moves no counter. Not thread-safe.
 */
final class ArchiveBacklog {
    private final LongSupplier nanoTime;
    private Optional<Long> firstWritten = Optional.empty();
    private Optional<Long> done = Optional.empty();
    private Optional<Long> waitingSince = Optional.empty();

    ArchiveBacklog(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * What waits.
     *
     * @param files how many files
     * @param stalled for how long they have waited without one being archived
     */
    record Waiting(long files, Duration stalled) {}

    /** Empty when this role may not see it. */
    Optional<Waiting> of(Archiver archiver) {
        Optional<Long> files = archiver.ready().map(Archiver.Ready::files).or(() -> behind(archiver));
        long now = nanoTime.getAsLong();
        if (files.orElse(0L) <= 0 || !done.equals(archiver.done())) {
            waitingSince = Optional.empty();
        }
        done = archiver.done();
        if (files.orElse(0L) > 0 && waitingSince.isEmpty()) {
            waitingSince = Optional.of(now);
        }
        Duration watched =
                waitingSince.map(since -> Duration.ofNanos(now - since)).orElse(Duration.ZERO);
        Optional<Duration> oldest = archiver.ready().flatMap(Archiver.Ready::oldest);
        Duration stalled = oldest.map(age -> sinceSuccess(age, archiver)).orElse(watched);
        return files.map(count -> new Waiting(count, stalled));
    }

    /** A long queue that moves is no standstill. */
    private static Duration sinceSuccess(Duration age, Archiver archiver) {
        return archiver.archived().filter(last -> last.compareTo(age) < 0).orElse(age);
    }

    /** The segments that were finished since the last archived one, or since we look. */
    private Optional<Long> behind(Archiver archiver) {
        firstWritten = firstWritten.or(archiver::written);
        Optional<Long> before = archiver.done().or(() -> firstWritten.map(first -> first - 1));
        return archiver.written().flatMap(now -> before.map(last -> Math.max(0, now - 1 - last)));
    }
}
