package dev.vitals.jdbc;

import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.ProbeContractTest;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.network.BlackHole;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConnectContractTest extends ProbeContractTest {
    private static final String CANARY = "canary-2342";

    @RegisterExtension
    static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();

    private BlackHole hole;

    @BeforeEach
    void open() {
        hole = BlackHole.open();
    }

    @AfterEach
    void close() {
        hole.close();
    }

    @Override
    protected Probe working() {
        PostgresServer server = POSTGRES.server();
        return connect(server.jdbcUrl(), server.user(), server.password());
    }

    @Override
    protected Probe broken() {
        return connect(POSTGRES.server().jdbcUrl(), "nobody", CANARY);
    }

    @Override
    protected Probe hanging() {
        return connect("jdbc:postgresql://127.0.0.1:" + hole.port() + "/orders", "app", CANARY);
    }

    @Override
    protected List<String> secrets() {
        return List.of(CANARY, POSTGRES.server().password());
    }

    private static Probe connect(String url, String user, String password) {
        return new Closing(JdbcProbes.of("db", url, user, password));
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
