package dev.vitals.jdbc;

import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.testkit.ProbeContractTest;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteContractTest extends ProbeContractTest {
    private static final String CANARY = "canary-2342";

    @TempDir
    Path directory;

    private Connection writer;

    @BeforeEach
    void open() throws SQLException {
        Sqlite.run(directory.resolve("orders.db"), "create table orders (id integer primary key)");
        writer = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("locked.db"));
        Sqlite.run(writer, "create table orders (id integer primary key)", "begin exclusive");
    }

    @AfterEach
    void close() throws SQLException {
        writer.close();
    }

    @Override
    protected Probe working() {
        return connect("orders.db");
    }

    @Override
    protected Probe broken() {
        return connect("missing.db");
    }

    @Override
    protected Probe hanging() {
        return connect("locked.db");
    }

    @Override
    protected List<String> secrets() {
        return List.of(CANARY);
    }

    private Probe connect(String name) {
        return new Closing(JdbcProbes.of("db", "jdbc:sqlite:" + directory.resolve(name), "app", CANARY));
    }

    /** The set closes what its checks share; here there is one check alone. */
    private record Closing(JdbcProbes probes) implements Probe, AutoCloseable {
        @Override
        public Result check(ProbeContext context) throws Exception {
            return probes.checks().get(0).probe().check(context);
        }

        @Override
        public void close() {
            probes.close();
        }
    }
}
