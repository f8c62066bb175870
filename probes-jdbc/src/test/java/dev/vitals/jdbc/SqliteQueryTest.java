package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteQueryTest extends QueryContract {
    @TempDir
    Path directory;

    @Test
    void whoever_keeps_readers_out_of_the_file_is_named() throws Exception {
        try (Connection writer = DriverManager.getConnection("jdbc:sqlite:" + file())) {
            Sqlite.run(writer, "begin exclusive");

            Result result = query("select count(*) from jobs", q -> q);

            assertResult(result, Status.UNKNOWN, "query.locked");
            assertThat(result.summary()).contains("reads what is locked by this process");
            assertThat(result.remedies().toString()).contains("a thread dump shows");
        }
    }

    @Override
    JdbcProbes probes() throws Exception {
        Sqlite.run(file(), "pragma user_version = 1");
        return JdbcProbes.of("db", "jdbc:sqlite:" + file(), "", "");
    }

    @Override
    void run(String... statements) throws Exception {
        Sqlite.run(file(), statements);
    }

    @Override
    String ask(String query) throws Exception {
        return Sqlite.ask(file(), query);
    }

    @Override
    String endless() {
        return "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n";
    }

    @Override
    List<String> writing() {
        return List.of(
                "with x as (select 1) delete from jobs returning id",
                "with x as (select 31) insert into jobs select 31, 'x' returning id");
    }

    @Override
    String causeOfWriting() {
        return "query.writes";
    }

    private Path file() {
        return directory.resolve("orders.db");
    }
}
