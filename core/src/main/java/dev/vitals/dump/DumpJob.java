package dev.vitals.dump;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A dump that is being taken, or has been.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class DumpJob {
    private final String id;
    private final DumpRequest request;
    private final Instant at;
    private final CompletableFuture<Dump> result = new CompletableFuture<>();
    private volatile Progress progress = new Progress("waits for its thread", 0, 1);

    DumpJob(String id, DumpRequest request, Instant at) {
        this.id = id;
        this.request = request;
        this.at = at;
    }

    /**
     * How far a dump is.
     *
     * @param step what is being done, such as the part that is being collected
     * @param done how many steps are behind it
     * @param all how many there are; at least 1
     * @since 0.1.0
     */
    public record Progress(String step, int done, int all) {
        /** Refuses nulls. */
        public Progress {
            Objects.requireNonNull(step, "step");
        }
    }

    /**
     * Returns the dump's name.
     *
     * @return 8 hexadecimal digits
     */
    public String id() {
        return id;
    }

    /**
     * Returns what it is taken for.
     *
     * @return the request, redacted
     */
    public DumpRequest request() {
        return request;
    }

    /**
     * Returns when it was asked for.
     *
     * @return the wall-clock time
     */
    public Instant at() {
        return at;
    }

    /**
     * Returns how far it is. Does not block.
     *
     * @return the progress
     */
    public Progress progress() {
        return progress;
    }

    /**
     * Returns the dump if it is there. Does not block.
     *
     * @return the dump; empty until then, and if it failed as a whole
     */
    public Optional<Dump> result() {
        return result.isCompletedExceptionally() ? Optional.empty() : Optional.ofNullable(result.getNow(null));
    }

    /**
     * Returns why there will be no dump.
     *
     * @return one line; empty unless it failed as a whole
     */
    public Optional<String> failure() {
        return result.isCompletedExceptionally() ? Optional.of(progress.step()) : Optional.empty();
    }

    /**
     * Waits for the dump.
     *
     * @param patience how long at most
     * @return the dump; empty if it is not there by then or failed as a whole. An interrupted thread returns at once
     */
    public Optional<Dump> await(Duration patience) {
        try {
            long nanos = TimeUnit.NANOSECONDS.convert(Objects.requireNonNull(patience, "patience"));
            return Optional.of(result.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException | ExecutionException notThere) {
            return Optional.empty();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    boolean isOver() {
        return result.isDone();
    }

    void progress(String step, int done, int all) {
        progress = new Progress(step, done, all);
    }

    void done(Dump dump) {
        progress = new Progress("done", progress.all(), progress.all());
        result.complete(dump);
    }

    void failed(String why) {
        progress = new Progress(why, progress.done(), progress.all());
        result.completeExceptionally(new IllegalStateException(why));
    }
}
