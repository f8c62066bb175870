package dev.vitals.testkit.internal.process;

import dev.vitals.testkit.options.ServerException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The POSIX signals we send, through the {@code kill} every shell has: the JDK knows only TERM and KILL. */
public enum Signal {
    STOP,
    CONT,
    INT,
    TERM,
    QUIT,
    KILL;

    /** Sends this signal. A process that has ended meanwhile is no error. */
    void send(List<ProcessHandle> processes) {
        if (this == KILL) {
            processes.forEach(ProcessHandle::destroyForcibly);
            return;
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -" + this + " \"$@\"", "sh"));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        try {
            Process shell = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Ending.of(shell.toHandle(), Ending.KILLED);
        } catch (IOException e) {
            throw new ServerException("cannot send SIG" + this + ": /bin/sh does not start", e);
        }
    }
}
