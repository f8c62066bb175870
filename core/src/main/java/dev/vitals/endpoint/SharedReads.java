package dev.vitals.endpoint;

import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** Reads reports. All who must wait for the same one share one wait, however many they are. */
final class SharedReads {
    private static final Duration PATIENCE = Duration.ofMillis(700);

    private final ReportSource source;
    private final ConcurrentMap<Selection, CompletableFuture<Report>> waits = new ConcurrentHashMap<>();

    SharedReads(ReportSource source) {
        this.source = source;
    }

    /** Returns what is made of a report that is known, else of one that {@code waiting} waits for. */
    <T> CompletableFuture<T> answer(Selection selection, Executor waiting, Function<Report, T> making) {
        Optional<Report> known = source.current(selection);
        if (known.isEmpty()) {
            return wait(selection, waiting).thenApply(making);
        }
        try {
            return CompletableFuture.completedFuture(making.apply(known.get()));
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<Report> wait(Selection selection, Executor waiting) {
        CompletableFuture<Report> ours = new CompletableFuture<>();
        CompletableFuture<Report> theirs = waits.putIfAbsent(selection, ours);
        if (theirs != null) {
            return theirs;
        }
        try {
            waiting.execute(() -> read(selection, ours));
        } catch (Throwable refused) {
            waits.remove(selection, ours);
            ours.completeExceptionally(refused);
        }
        return ours;
    }

    /** A kubelet gives up after a second, and asks again: what is not known by then is pending. */
    private Report read(Selection selection) {
        boolean probe = selection.group().filter(Answers.PROBES::contains).isPresent();
        return probe ? source.report(selection, PATIENCE) : source.report(selection);
    }

    /** Out of the map first: who comes later must not get what was read before. */
    private void read(Selection selection, CompletableFuture<Report> ours) {
        try {
            Report report = read(selection);
            waits.remove(selection, ours);
            ours.complete(report);
        } catch (Throwable failed) {
            waits.remove(selection, ours);
            ours.completeExceptionally(failed);
        }
    }
}
