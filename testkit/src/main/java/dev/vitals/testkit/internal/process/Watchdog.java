package dev.vitals.testkit.internal.process;

import dev.vitals.testkit.options.ServerException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Removes a directory, and ends the server that works in it, when this JVM dies without having done so (SIGKILL, a
 * crash): a shell that reads from a pipe only we hold, and acts when the pipe ends.
 */
public final class Watchdog implements AutoCloseable {

    /**
     * Each line is the process to end, or nothing. Its children are ended too: PostgreSQL's notice the end of their
     * parent, but not while they are frozen. The second attempt is for files made while the first was under way.
     */
    private static final String SCRIPT = """
        pid=
        while read -r line; do pid=$line; done
        if [ -n "$pid" ]; then
            children=$(cat "/proc/$pid/task/$pid/children" 2>/dev/null)
            kill -KILL "$pid" $children 2>/dev/null
        fi
        rm -rf "$1" 2>/dev/null || { sleep 1; rm -rf "$1"; }
        """;

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    static Watchdog over(Path directory) {
        try {
            return new Watchdog(new ProcessBuilder("/bin/sh", "-c", SCRIPT, "vitals-watchdog", directory.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new ServerException("cannot start the watchdog: /bin/sh does not start", e);
        }
    }

    /** Ends this process too, should it come to that. */
    public void guard(long pid) {
        send(Long.toString(pid));
    }

    /** The process guarded so far has ended: its number may soon be someone else's. */
    public void unguard() {
        send("");
    }

    /** Calls the watchdog off. The shell is ended first, so that it never sees the end of its pipe. */
    @Override
    public void close() {
        shell.destroyForcibly();
        Ending.of(shell.toHandle(), Ending.KILLED);
    }

    private void send(String line) {
        try {
            OutputStream pipe = shell.getOutputStream();
            pipe.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            pipe.flush();
        } catch (IOException e) {
            // The watchdog was killed; the shutdown hook remains.
        }
    }
}
