package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.failure.DatabaseException;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.Source;
import dev.vitals.jdbc.internal.session.Timeouts;
import dev.vitals.jdbc.internal.session.Work;
import dev.vitals.jdbc.internal.target.Target;
import dev.vitals.probe.Command;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.time.Duration;

/**
 * Reads from a database file. No timeout bounds a file system that hangs, so word is left of what the thread is in.
 *
 * @param connection to ask over
 * @param statement how long a statement may take at most
 * @param work what to read
 */
record FileSource<T>(DedicatedConnection connection, Duration statement, Work<T> work) implements Source<T> {
    FileSource(DedicatedConnection connection, Work<T> work) {
        this(connection, Timeouts.STATEMENT, work);
    }

    @Override
    @SuppressWarnings("try") // The stay is there to be closed.
    public T get(ProbeContext context) throws DatabaseException {
        try (ProbeContext.Stay stay = context.entering(() -> hung(connection.target()))) {
            return connection.run(context, statement, work);
        }
    }

    private static Result hung(Target target) {
        return Result.down(SqliteCauses.FILE_HUNG, "the file system of " + target.words() + " does not answer")
                .remedy(Remedy.words("find the mount that {} is on, and bring its server or disk back", target.words())
                        .run(Command.shell("cat /proc/mounts")));
    }
}
