package dev.vitals.jdbc;

import dev.vitals.testkit.MySqlServer;
import dev.vitals.testkit.RequiresMySql;
import dev.vitals.testkit.ServerExtension;
import java.sql.Connection;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

@RequiresMySql
class MySqlQueryTest extends QueryContract {
    @RegisterExtension
    static final ServerExtension<MySqlServer> MYSQL = ServerExtension.mySql();

    @BeforeEach
    void makeFunction() throws Exception {
        run(
                "set global log_bin_trust_function_creators = 1",
                "drop function if exists wipe",
                "create function wipe() returns int modifies sql data begin delete from jobs; return 1; end");
    }

    @Override
    JdbcProbes probes() {
        MySqlServer server = MYSQL.server();
        return JdbcProbes.of("db", server.jdbcUrl(), server.user(), server.password());
    }

    @Override
    void run(String... statements) throws Exception {
        try (Connection connection = MYSQL.server().dataSource().getConnection()) {
            Sqlite.run(connection, statements);
        }
    }

    @Override
    String ask(String query) throws Exception {
        try (Connection connection = MYSQL.server().dataSource().getConnection()) {
            return Sqlite.ask(connection, query);
        }
    }

    @Override
    String endless() {
        return "with recursive n as (select 1 as i union all select i + 1 from n where i < 900)"
                + " select count(*) from n a, n b, n c, n d where a.i * b.i * c.i * d.i = 3";
    }

    @Override
    List<String> writing() {
        return List.of("select wipe()", "select wipe() from jobs");
    }

    @Override
    String causeOfWriting() {
        return "query.writes";
    }
}
