package dev.vitals.redis;

import dev.vitals.probe.Probe;
import dev.vitals.testkit.ProbeContractTest;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.ServerExtension;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class PingContractTest extends ProbeContractTest {
    private static final String CANARY = "canary-7f3a";

    @RegisterExtension
    static final ServerExtension<RedisServer> REDIS =
            ServerExtension.redis(ServerOptions.defaults().withSetting("requirepass", CANARY));

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
        return CheckAlone.of(REDIS.server().uri(), "ping");
    }

    @Override
    protected Probe broken() {
        return CheckAlone.of(REDIS.server().uri("default", CANARY + "-wrong"), "ping");
    }

    @Override
    protected Probe hanging() {
        return CheckAlone.of(URI.create("redis://:" + CANARY + "@" + hole.host() + ":" + hole.port()), "ping");
    }

    @Override
    protected List<String> secrets() {
        return List.of(CANARY);
    }
}
