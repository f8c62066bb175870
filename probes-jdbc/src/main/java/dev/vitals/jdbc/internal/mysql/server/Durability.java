package dev.vitals.jdbc.internal.mysql.server;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a crash may cost, by the settings of the server.
 *
 * @param flush {@code innodb_flush_log_at_trx_commit}: 1 if a commit is on the disk before it is confirmed
 * @param doublewrite {@code innodb_doublewrite}, in upper case
 * @param syncBinlog after how many commits the binary log is forced to the disk; 1 also if there is none
 */
public record Durability(int flush, String doublewrite, int syncBinlog) {
    static final String COLUMNS = "@@global.innodb_flush_log_at_trx_commit as flush,"
            + " @@global.innodb_doublewrite as doublewrite,"
            + " case when @@global.log_bin then @@global.sync_binlog else 1 end as sync_binlog";

    static Durability row(ResultSet row) throws SQLException {
        return new Durability(
                row.getInt("flush"), row.getString("doublewrite").toUpperCase(Locale.ROOT), row.getInt("sync_binlog"));
    }

    /** What may be meant, but has to be known. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (doublewrite.equals("0") || doublewrite.equals("OFF") || doublewrite.equals("DETECT_ONLY")) {
            notes.add("innodb_doublewrite is " + doublewrite.replace("0", "OFF")
                    + ": if the machine crashes, half-written"
                    + " pages damage tables, unless the storage never leaves one");
        }
        if (flush != 1 && flush != 3) {
            notes.add("innodb_flush_log_at_trx_commit is " + flush + ": if the machine crashes, the commits of the last"
                    + " second are lost; nothing is damaged");
        }
        if (syncBinlog != 1) {
            notes.add("sync_binlog is " + syncBinlog
                    + ": if the machine crashes, the binary log lacks the last commits, so"
                    + " that replicas and restored backups differ");
        }
        return notes;
    }
}
