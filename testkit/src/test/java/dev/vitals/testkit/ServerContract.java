package dev.vitals.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.vitals.testkit.internal.engine.ProcessEngine;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds for every kind of server. */
abstract class ServerContract<S extends TestServer> {

    /** The server the tests share; it runs before each of them. */
    abstract S server();

    abstract S start(ServerOptions options);

    /** For a server that must answer, on a machine however busy. */
    private static final Duration PLENTY = Duration.ofMinutes(1);

    /** Asks the server for something over a new connection that gives up after some whole seconds. */
    abstract void ask(S server, Duration patience) throws Exception;

    /** Keeps a value in the server. */
    abstract void write(S server, String value) throws Exception;

    abstract String read(S server) throws Exception;

    /** Options with a setting this server refuses. */
    abstract ServerOptions refused(ServerOptions options);

    @Test
    void a_stopped_server_refuses_and_comes_back_with_its_data_on_its_port_whoever_is_connected() throws Exception {
        int port = server().port();
        write(server(), "kept");
        try (var client = new Socket(server().host(), port)) {
            server().stop();

            assertThat(client.isConnected()).isTrue();
            assertThatCode(() -> ask(server(), PLENTY)).hasStackTraceContaining("Connection refused");
            assertThat(server().isRunning()).isFalse();

            server().restart();
        }

        assertThat(server().isRunning()).isTrue();
        assertThat(server().port()).isEqualTo(port);
        assertThat(read(server())).isEqualTo("kept");
    }

    @Test
    void a_killed_server_refuses_and_comes_back_on_its_port() throws Exception {
        int port = server().port();
        List<ProcessHandle> before = processes(server());

        server().kill();

        assertThat(before).isNotEmpty().noneMatch(ProcessHandle::isAlive);
        assertThatCode(() -> ask(server(), PLENTY)).hasStackTraceContaining("Connection refused");

        server().restart();

        assertThat(server().port()).isEqualTo(port);
        ask(server(), PLENTY);
    }

    @Test
    void a_frozen_server_answers_nothing_until_it_is_thawed() throws Exception {
        server().freeze();

        assertThat(server().isRunning()).isFalse();
        assertThatCode(() -> ask(server(), Duration.ofSeconds(1))).hasStackTraceContaining("SocketTimeoutException");

        server().thaw();

        assertThat(server().isRunning()).isTrue();
        ask(server(), PLENTY);
    }

    @Test
    void a_frozen_server_can_be_stopped() throws Exception {
        server().freeze();

        server().stop();
        server().restart();

        ask(server(), PLENTY);
    }

    @Test
    void a_closed_server_leaves_neither_process_nor_directory() {
        S server = start(ServerOptions.defaults());
        List<ProcessHandle> processes = processes(server);
        Path home = ((ProcessEngine) server.engine()).home().path();
        assertThat(processes).isNotEmpty().allMatch(ProcessHandle::isAlive);
        assertThat(home).exists();
        server.freeze();

        server.close();

        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(home).doesNotExist();
        assertThatCode(server::close).doesNotThrowAnyException();
        assertThatIllegalStateException().isThrownBy(server::restart).withMessageContaining("it is closed");
    }

    @Test
    void an_interrupted_thread_closes_its_server_all_the_same() {
        S server = start(ServerOptions.defaults());
        List<ProcessHandle> processes = processes(server);
        Thread.currentThread().interrupt();

        server.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void two_servers_run_side_by_side() throws Exception {
        try (S other = start(ServerOptions.defaults())) {
            write(server(), "one");
            write(other, "two");

            assertThat(other.port()).isNotEqualTo(server().port());
            assertThat(read(server())).isEqualTo("one");
            assertThat(read(other)).isEqualTo("two");
        }
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName(server().host()))) {
            ServerOptions options = ServerOptions.defaults().withPort(taken.getLocalPort());

            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> start(options))
                    .withMessageContaining("port " + taken.getLocalPort())
                    .withMessageContaining("is taken");
        }
    }

    @Test
    void a_server_that_does_not_start_shows_its_log_and_leaves_nothing_behind() {
        List<String> steps = new ArrayList<>();
        ServerOptions options = refused(ServerOptions.defaults().withProgress(steps::add));
        List<Path> before = TemporaryFiles.ofServers();

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> start(options))
                .withMessageContaining("no-such-thing");

        assertThat(TemporaryFiles.ofServers()).isSubsetOf(before);
        assertThat(steps).anyMatch(step -> step.contains("starting on port"));
    }

    @Test
    void a_start_that_takes_too_long_ends_and_leaves_nothing_behind() {
        ServerOptions hurried = ServerOptions.defaults().withStartTimeout(Duration.ofNanos(1));
        List<Path> before = TemporaryFiles.ofServers();

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> start(hurried))
                .withMessageContaining("PT0.000000001S");

        assertThat(TemporaryFiles.ofServers()).isSubsetOf(before);
    }

    @Test
    void a_stopped_server_can_be_neither_frozen_nor_thawed() {
        server().stop();

        assertThatIllegalStateException().isThrownBy(server()::freeze).withMessageContaining("call restart() first");
        assertThatIllegalStateException().isThrownBy(server()::thaw).withMessageContaining("call restart() first");
    }

    @Test
    void the_log_is_at_hand() {
        assertThat(server().log()).isNotBlank();
    }

    static List<ProcessHandle> processes(TestServer server) {
        return ((ProcessEngine) server.engine()).processes();
    }
}
