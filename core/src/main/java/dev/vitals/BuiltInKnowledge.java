package dev.vitals;

import dev.vitals.triage.Catalogue;
import dev.vitals.triage.Runbook;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * What the modules on the class path know about causes. To look for it takes a third of an aggregator's start, so that is
 * done beside the rest, on a thread which ends with it.
 */
final class BuiltInKnowledge {
    private static final Read NOTHING = Read.of(Catalogue.of(List.of()));

    private final FutureTask<Read> reading = new FutureTask<>(BuiltInKnowledge::read);

    private BuiltInKnowledge() {}

    record Read(Catalogue catalogue, Runbook runbook) {
        static Read of(Catalogue catalogue) {
            return new Read(catalogue, Runbook.of(catalogue));
        }
    }

    static BuiltInKnowledge startReading() {
        BuiltInKnowledge knowledge = new BuiltInKnowledge();
        try {
            Thread thread = new Thread(knowledge.reading, "vitals-knowledge");
            thread.setDaemon(true);
            thread.start();
        } catch (OutOfMemoryError noThread) {
            knowledge.reading.run();
        }
        return knowledge;
    }

    private static Read read() {
        return Read.of(Catalogue.load());
    }

    /** Knowledge that contradicts itself is a fault like any other. */
    Read await(List<String> faults) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return reading.get();
                } catch (InterruptedException e) {
                    interrupted = true; // it takes milliseconds
                } catch (ExecutionException e) {
                    faults.add(refused(e.getCause()));
                    return NOTHING;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String refused(@Nullable Throwable cause) {
        if (cause instanceof IllegalArgumentException) {
            return String.valueOf(cause.getMessage());
        }
        throw new IllegalStateException("knowledge could not be read", cause);
    }
}
