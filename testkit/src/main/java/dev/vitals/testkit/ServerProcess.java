package dev.vitals.testkit;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A running server: one process, for PostgreSQL with children. */
record ServerProcess(Process process) {

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The process and its descendants, itself first. */
    List<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    void freeze() {
        // The parent first: frozen, it starts no further child while we look for the others.
        Signal.STOP.send(List.of(process.toHandle()));
        Signal.STOP.send(tree());
    }

    void thaw() {
        Signal.CONT.send(tree());
    }

    /** Asks the server to end by this signal, and kills it if it has not ended in time. */
    void end(Signal signal, Duration limit) {
        List<ProcessHandle> all = tree();
        signal.send(List.of(process.toHandle()));
        if (!Ending.of(all, limit)) {
            kill();
        }
    }

    void kill() {
        Ending.force(tree());
    }
}
