package dev.vitals.redis;

import dev.vitals.probe.Probe;
import dev.vitals.testkit.ProbeContractTest;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemoryContractTest extends ProbeContractTest {
    @RegisterExtension
    static final ServerExtension<RedisServer> ROOMY = ServerExtension.redis();

    @RegisterExtension
    static final ServerExtension<RedisServer> FULL =
            ServerExtension.redis(ServerOptions.defaults().withSetting("maxmemory", "1mb"));

    private static BlackHole hole;

    @BeforeAll
    static void open() {
        hole = BlackHole.open();
    }

    @AfterAll
    static void close() {
        hole.close();
    }

    @Override
    protected Probe working() {
        return CheckAlone.of(ROOMY.server().uri(), "memory");
    }

    @Override
    protected Probe broken() {
        try (Admin admin = Admin.of(FULL.server())) {
            admin.fill(1_000);
        }
        return CheckAlone.of(FULL.server().uri(), "memory");
    }

    @Override
    protected Probe hanging() {
        return CheckAlone.of(URI.create("redis://" + hole.host() + ":" + hole.port()), "memory");
    }
}
