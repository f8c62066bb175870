package dev.vitals.redis;

import static org.awaitility.Awaitility.await;

import dev.vitals.testkit.network.ClosedPort;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Processes of the {@code redis-server} that is installed on this machine, in the roles a test wants. */
final class InstalledRedis implements AutoCloseable {
    static final Optional<Path> BINARY = Stream.concat(
                    Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/bin"))
            .map(folder -> Path.of(folder, "redis-server"))
            .filter(Files::isExecutable)
            .findFirst();

    private final Path directory;
    private final List<Process> started = new ArrayList<>();

    InstalledRedis(Path directory) {
        this.directory = directory;
    }

    URI server(String... arguments) throws Exception {
        return start(freePort(), List.of(arguments));
    }

    URI node(int port) throws Exception {
        return start(
                port,
                List.of(
                        "--cluster-enabled",
                        "yes",
                        "--cluster-node-timeout",
                        "1000",
                        "--cluster-config-file",
                        port + ".nodes"));
    }

    URI sentinel(int port, int watched, int quorum) throws Exception {
        Path configuration = directory.resolve(port + ".sentinel");
        Files.writeString(
                configuration,
                "port " + port + "\nbind 127.0.0.1\ndir " + directory + "\nsentinel monitor shop 127.0.0.1 " + watched
                        + " " + quorum + "\nsentinel down-after-milliseconds shop 1000\n");
        return run(port, List.of(configuration.toString(), "--sentinel"));
    }

    /** Ends the last one that was started. */
    void killLast() throws Exception {
        kill(started.size() - 1);
    }

    void kill(int number) throws Exception {
        started.get(number).destroyForcibly().waitFor();
    }

    static int freePort() throws Exception {
        try (ClosedPort free = ClosedPort.reserve()) {
            return free.port();
        }
    }

    URI start(int port, List<String> arguments) throws Exception {
        List<String> all = new ArrayList<>(
                List.of("--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir", directory.toString()));
        all.addAll(arguments);
        return run(port, all);
    }

    private URI run(int port, List<String> arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(BINARY.orElseThrow().toString()));
        command.addAll(arguments);
        started.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
        URI uri = URI.create("redis://127.0.0.1:" + port);
        await().ignoreExceptions().until(() -> {
            try (Admin admin = Admin.at(uri)) {
                return !admin.info("server", "redis_version").isEmpty();
            }
        });
        return uri;
    }

    /** Returns when none that was ended holds a file any more. */
    void awaitEnd() throws InterruptedException {
        for (Process process : started) {
            process.waitFor();
        }
    }

    @Override
    public void close() {
        started.forEach(Process::destroyForcibly);
    }
}
