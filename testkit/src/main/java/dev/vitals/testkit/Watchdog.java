package dev.vitals.testkit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ends a server and removes its directories when this JVM dies without running its shutdown hooks (SIGKILL, a crash): a
 * shell that reads from a pipe only we hold, and acts when the pipe ends.
 */
final class Watchdog implements AutoCloseable {

    /** The children are killed too: PostgreSQL's notice the end of their parent, but not while they are frozen. */
    private static final String SCRIPT = """
            while read -r _; do :; done
            children=$(cat "/proc/$1/task/$1/children" 2>/dev/null)
            kill -KILL "$1" $children 2>/dev/null
            shift
            rm -rf "$@"
            """;

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    static Watchdog over(long pid, List<Path> directories) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, "vitals-watchdog", Long.toString(pid)));
        directories.forEach(directory -> command.add(directory.toString()));
        try {
            return new Watchdog(new ProcessBuilder(command)
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
