package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.session.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a crash may cost, by the settings of the server.
 *
 * @param fsync whether what is written is forced to the disk
 * @param fullPages whether pages that were half written can be mended
 * @param synchronous whether a commit waits until it is on the disk
 */
record Durability(boolean fsync, boolean fullPages, boolean synchronous) {
    private static final String QUERY = "select current_setting('fsync')::boolean as fsync,"
            + " current_setting('full_page_writes')::boolean as pages,"
            + " current_setting('synchronous_commit') <> 'off' as synchronous";

    static Durability read(Session session) throws SQLException {
        return session.first(
                        QUERY,
                        row -> new Durability(
                                row.getBoolean("fsync"), row.getBoolean("pages"), row.getBoolean("synchronous")))
                .orElseThrow();
    }

    /** What may be meant, but has to be known. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!fsync) {
            notes.add("fsync is off: if the machine crashes, all databases of the server may be damaged beyond repair;"
                    + " switch it on unless the data may be lost");
        } else if (!fullPages) {
            notes.add(
                    "full_page_writes is off: if the machine crashes, half-written pages damage the database, unless the"
                            + " file system never leaves one, as ZFS does");
        }
        if (fsync && !synchronous) {
            notes.add("synchronous_commit is off for this login: if the server crashes, the last commits before it are"
                    + " lost, of up to three times wal_writer_delay; nothing is damaged");
        }
        return notes;
    }
}
