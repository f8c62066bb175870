package dev.vitals.testkit;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Ends a server and removes its directory when this JVM dies without running its shutdown hooks (SIGKILL, a crash): a
 * shell that reads from a pipe only we hold, and acts when the pipe ends.
 */
final class Watchdog implements AutoCloseable {

    private static final String SCRIPT = "while read -r _; do :; done; kill -KILL \"$1\" 2>/dev/null; rm -rf \"$2\"";

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    static Watchdog over(long pid, Path home) {
        try {
            return new Watchdog(
                    new ProcessBuilder("/bin/sh", "-c", SCRIPT, "vitals-watchdog", Long.toString(pid), home.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start());
        } catch (IOException e) {
            throw new ServerException("cannot start the watchdog: /bin/sh does not start", e);
        }
    }

    /** Calls the watchdog off. The shell is ended first, so that it never sees the end of its pipe. */
    @Override
    public void close() {
        shell.destroyForcibly();
        boolean interrupted = false;
        while (shell.isAlive()) {
            try {
                shell.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
