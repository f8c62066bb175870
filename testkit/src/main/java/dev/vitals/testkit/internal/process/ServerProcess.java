package dev.vitals.testkit.internal.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A running server: one process, for PostgreSQL with children. */
public record ServerProcess(Process process) {

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The process and its descendants, itself first. */
    public List<ProcessHandle> tree() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    public void freeze() {
        // The parent first: frozen, it starts no further child while we look for the others.
        Signal.STOP.send(List.of(process.toHandle()));
        Signal.STOP.send(tree());
    }

    public void thaw() {
        Signal.CONT.send(tree());
    }

    /** Asks the server to end by this signal, and kills it if it has not ended in time. */
    public void end(Signal signal, Duration limit) {
        List<ProcessHandle> all = tree();
        signal.send(List.of(process.toHandle()));
        if (!Ending.of(all, limit)) {
            kill();
        }
    }

    public void kill() {
        Ending.force(tree());
    }
}
