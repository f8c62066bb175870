package dev.vitals.jdbc;

import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.network.ClosedPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The PgBouncer of the machine, in transaction mode before a server, as most have it. */
final class PgBouncer implements AutoCloseable {
    private static final String HOST = "127.0.0.1";

    private final Process process;
    private final int port;

    private PgBouncer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one with at most so many connections to the server, keeping its files in an empty directory. */
    static PgBouncer start(PostgresServer server, int connections, Path directory) throws IOException {
        ClosedPort closed = ClosedPort.reserve();
        int port = closed.port();
        Path configuration = Files.write(directory.resolve("pgbouncer.ini"), configuration(server, connections, port));
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(directory, "unix:uid"));
        List<String> words = new ArrayList<>(List.of(program()));
        if (root) {
            // It refuses to run as root, and reads its file again as whom it has become.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            words.addAll(List.of("-u", "nobody"));
        }
        words.add(configuration.toString());
        closed.close();
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        PgBouncer bouncer = new PgBouncer(process, port);
        bouncer.awaitListening(directory.resolve("log"));
        return bouncer;
    }

    String url() {
        return "jdbc:postgresql://" + HOST + ":" + port + "/postgres";
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> configuration(PostgresServer server, int connections, int port) {
        return List.of(
                "[databases]",
                "postgres = host=" + server.host() + " port=" + server.port() + " user=" + server.user() + " password="
                        + server.password(),
                "[pgbouncer]",
                "listen_addr = " + HOST,
                "listen_port = " + port,
                "unix_socket_dir =",
                "auth_type = any",
                "pool_mode = transaction",
                "default_pool_size = " + connections,
                "ignore_startup_parameters = extra_float_digits");
    }

    private static String program() {
        return Stream.of("/usr/sbin/pgbouncer", "/usr/local/sbin/pgbouncer")
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElse("pgbouncer");
    }

    private void awaitListening(Path log) throws IOException {
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> !process.isAlive() || listens());
        } catch (ConditionTimeoutException e) {
            close();
        }
        if (!process.isAlive()) {
            throw new IllegalStateException("PgBouncer does not run:\n" + Files.readString(log));
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
