package dev.vitals.http;

import dev.vitals.probe.Probe;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.ProbeContractTest;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.network.ClosedPort;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class HttpProbeContractTest extends ProbeContractTest {
    private static final String SECRET = "c0rrect-h0rse";

    private static RawServer server;
    private static ClosedPort closed;
    private static BlackHole hole;

    @BeforeAll
    static void start() throws Exception {
        server = RawServer.answering(RawServer.ok("text/plain", "ok"));
        closed = ClosedPort.reserve();
        hole = BlackHole.open();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        closed.close();
        hole.close();
    }

    @Override
    protected Probe working() {
        return at(server.port());
    }

    @Override
    protected Probe broken() {
        return at(closed.port());
    }

    @Override
    protected Probe hanging() {
        return at(hole.port());
    }

    @Override
    protected List<String> secrets() {
        return List.of(SECRET);
    }

    private static Probe at(int port) {
        return HttpProbe.of(HttpCall.get("http://127.0.0.1:" + port + "/?key=" + SECRET)
                        .basic("probe", SECRET))
                .limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2))));
    }
}
