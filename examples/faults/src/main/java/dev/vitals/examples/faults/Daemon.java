package dev.vitals.examples.faults;

import java.sql.Connection;
import java.sql.SQLException;

/** Ways to end what would not end by itself. */
public final class Daemon {
    private Daemon() {}

    public static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "fault");
        thread.setDaemon(true);
        return thread;
    }

    /** Closes a session even while another thread waits in it; the server then rolls it back. */
    static void abort(Connection session) {
        try {
            session.abort(Runnable::run);
        } catch (SQLException expected) {
            // It is gone already.
        }
    }
}
