package dev.vitals.jdbc;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteQueryTest extends QueryContract {
    @TempDir
    Path directory;

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
