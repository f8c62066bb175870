package dev.vitals.testkit.internal.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waiting for processes to end, also on an interrupted thread: what we started must not outlive us. */
public final class Ending {

    /** How long a killed process may take to vanish. */
    static final Duration KILLED = Duration.ofSeconds(30);

    private Ending() {}

    /** Whether all of them end in time. */
    static boolean of(List<ProcessHandle> processes, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        boolean interrupted = Thread.interrupted();
        try {
            return processes.stream().allMatch(process -> endsBefore(deadline, process));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static boolean of(ProcessHandle process, Duration limit) {
        return of(List.of(process), limit);
    }

    /** Kills them and waits until they are gone. */
    static void force(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        of(processes, KILLED);
    }

    private static boolean endsBefore(Deadline deadline, ProcessHandle process) {
        try {
            process.onExit().get(deadline.remainingMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            boolean ended = endsBefore(deadline, process);
            Thread.currentThread().interrupt();
            return ended;
        }
    }
}
