package dev.vitals.http;

import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Status;
import dev.vitals.testkit.ProbeHarness;
import dev.vitals.testkit.network.ClosedPort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.awaitility.core.ConditionTimeoutException;

/** A server of the system, running for a test. */
final class Daemon implements AutoCloseable {
    private final Process process;
    private final int port;
    private final String scheme;

    private Daemon(Process process, int port, String scheme) {
        this.process = process;
        this.port = port;
        this.scheme = scheme;
    }

    /** Starts Debian's Prometheus. */
    static Daemon prometheus(Path directory, Path config) throws IOException {
        return start(
                directory,
                Optional.empty(),
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"));
    }

    /** Starts Debian's Prometheus with TLS and users. */
    static Daemon secure(Path directory, Path config, Path web, SSLContext trust) throws IOException {
        return start(
                directory,
                Optional.of(trust),
                "prometheus",
                "--config.file=" + config,
                "--web.config.file=" + web,
                "--storage.tsdb.path=" + directory.resolve("data"));
    }

    /** Starts Debian's Alertmanager. */
    static Daemon alertmanager(Path directory, Path config) throws IOException {
        return start(
                directory,
                Optional.empty(),
                "prometheus-alertmanager",
                "--config.file=" + config,
                "--storage.path=" + directory.resolve("data"),
                "--cluster.listen-address=");
    }

    private static Daemon start(Path directory, Optional<SSLContext> trust, String... command) throws IOException {
        int port;
        try (ClosedPort free = ClosedPort.reserve()) {
            port = free.port();
        }
        List<String> all = new ArrayList<>(List.of(command));
        all.add("--web.listen-address=127.0.0.1:" + port);
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Daemon daemon = new Daemon(process, port, trust.isPresent() ? "https" : "http");
        // Where users must log in, 401 is ready enough.
        HttpProbe plain = HttpProbe.of(HttpCall.get(daemon.url() + "/-/ready").expectStatus(200, 401));
        try (HttpProbe ready = trust.map(plain::ssl).orElse(plain)) {
            ProbeHarness harness = ProbeHarness.of(ready);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !process.isAlive() || harness.check().status() == Status.UP);
        } catch (ConditionTimeoutException e) {
            daemon.close();
            throw e;
        }
        if (!process.isAlive()) {
            throw new IOException(command[0] + " ended, see " + directory.resolve("log"));
        }
        return daemon;
    }

    String url() {
        return scheme + "://localhost:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
