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
import java.util.concurrent.TimeUnit;

/** A server of the system, running for a test. */
final class Daemon implements AutoCloseable {
    private final Process process;
    private final int port;

    private Daemon(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts Debian's Prometheus. */
    static Daemon prometheus(Path directory, Path config) throws IOException {
        return start(
                directory, "prometheus", "--config.file=" + config, "--storage.tsdb.path=" + directory.resolve("data"));
    }

    /** Starts Debian's Alertmanager. */
    static Daemon alertmanager(Path directory, Path config) throws IOException {
        return start(
                directory,
                "prometheus-alertmanager",
                "--config.file=" + config,
                "--storage.path=" + directory.resolve("data"),
                "--cluster.listen-address=");
    }

    private static Daemon start(Path directory, String... command) throws IOException {
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
        Daemon daemon = new Daemon(process, port);
        try (HttpProbe ready = HttpProbe.get(daemon.url() + "/-/ready")) {
            ProbeHarness harness = ProbeHarness.of(ready);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !process.isAlive() || harness.check().status() == Status.UP);
        }
        if (!process.isAlive()) {
            throw new IOException(command[0] + " ended, see " + directory.resolve("log"));
        }
        return daemon;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    int port() {
        return port;
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
