package dev.vitals.http;

import dev.vitals.probe.Probe;
import dev.vitals.testkit.ProbeContractTest;
import dev.vitals.testkit.network.BlackHole;
import dev.vitals.testkit.network.ClosedPort;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class CertificateProbeContractTest extends ProbeContractTest {
    private static SSLContext trust;
    private static RawServer server;
    private static ClosedPort closed;
    private static BlackHole hole;

    @BeforeAll
    static void start() throws Exception {
        Authority authority = Authority.create();
        trust = authority.trusting();
        server = RawServer.tls(
                authority.serving(authority.server("localhost")), socket -> ((SSLSocket) socket).startHandshake());
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
        return CertificateProbe.of("localhost", server.port()).ssl(trust);
    }

    @Override
    protected Probe broken() {
        return CertificateProbe.of(closed.host(), closed.port());
    }

    @Override
    protected Probe hanging() {
        return CertificateProbe.of(hole.host(), hole.port());
    }
}
