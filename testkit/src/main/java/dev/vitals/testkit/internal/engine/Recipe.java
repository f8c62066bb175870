package dev.vitals.testkit.internal.engine;

import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.process.ServerHome;
import dev.vitals.testkit.internal.process.ServerLog;
import dev.vitals.testkit.internal.process.Signal;
import java.time.Duration;
import java.util.List;

/** What differs between the servers: how one is laid out, started, recognised as ready and ended. */
public interface Recipe {

    /** The server's name as its makers write it. */
    String product();

    /** The version as a person would name it. */
    String version();

    /** Lays out an empty server. */
    void initialise(ServerHome home, ServerLog log, Deadline deadline);

    /** The command that runs the server in the foreground, the working directory being its home. */
    List<String> command(ServerHome home, int port);

    /** Whether the process answers by now. Must not block for more than some seconds. */
    boolean isReady(ServerHome home, long pid, int port);

    /** Ends the server in an orderly way, keeping its data. */
    Signal stopSignal();

    /** Ends the server at once, its data being of no interest. */
    Signal discardSignal();

    /** How long an orderly end may take before the server is killed. */
    default Duration stopLimit() {
        return Duration.ofMinutes(1);
    }
}
