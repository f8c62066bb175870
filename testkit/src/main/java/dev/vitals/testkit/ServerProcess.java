package dev.vitals.testkit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A running server: one process, for PostgreSQL with children. */
final class ServerProcess {

    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final Process process;
    private final Watchdog watchdog;

    private ServerProcess(Process process, Watchdog watchdog) {
        this.process = process;
        this.watchdog = watchdog;
    }

    static ServerProcess launch(Command command, List<Path> directories) {
        Process process = command.start();
        return new ServerProcess(process, Watchdog.over(process.pid(), directories));
    }

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
        if (!ended(all, limit)) {
            kill();
        }
        watchdog.close();
    }

    void kill() {
        List<ProcessHandle> all = tree();
        Signal.KILL.send(all);
        ended(all, KILL_LIMIT);
        watchdog.close();
    }

    private static boolean ended(List<ProcessHandle> all, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        return all.stream().allMatch(process -> ended(process, deadline));
    }

    private static boolean ended(ProcessHandle process, Deadline deadline) {
        try {
            process.onExit().get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
