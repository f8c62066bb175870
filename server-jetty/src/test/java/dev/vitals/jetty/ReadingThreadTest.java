package dev.vitals.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.endpoint.HealthResponse;
import dev.vitals.endpoint.HttpCall;
import dev.vitals.endpoint.HttpFront;
import dev.vitals.endpoint.HttpServerProvider.Listening;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The thread that reads all requests gives answers that are written already, and does nothing that takes time. */
class ReadingThreadTest {
    private static final String END = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final int CROWD = 40;

    /** Of eight, those that neither accept nor read. */
    private static final int THREADS = 6;

    private final CountDownLatch release = new CountDownLatch(1);
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final List<Socket> sockets = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Listening server;

    @BeforeEach
    void listen() throws IOException {
        server = new JettyProvider().listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Front());
    }

    @AfterEach
    void stop() throws IOException {
        release.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
        server.stop();
    }

    /** On a connection of before: another thread sets up a new one. */
    @Test
    void what_is_written_is_answered_while_every_other_thread_is_held() throws Exception {
        assertThat(written().body()).contains("\"written\"");
        List<Socket> held = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            held.add(send("GET /slow" + END));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        asked.stream().filter(each -> each.startsWith("answer")).count() == THREADS);

        assertThat(written().body()).contains("\"written\"");

        release.countDown();
        for (Socket each : held) {
            assertThat(answer(each)).startsWith("HTTP/1.1 200").contains("\"made\"");
        }
    }

    private HttpResponse<String> written() throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.address().getPort() + "/written");
        return client.send(
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    @Test
    void of_requests_that_come_at_once_the_reading_thread_answers_the_first() throws IOException {
        String one = "GET /written HTTP/1.1\r\nHost: localhost\r\n\r\n";

        String answers = answer(send(one.repeat(5) + "GET /written" + END));

        assertThat(answers.split("HTTP/1\\.1 200", -1)).hasSize(7);
        assertThat(asked)
                .containsExactly(
                        "written /written",
                        "answer /written",
                        "answer /written",
                        "answer /written",
                        "answer /written",
                        "answer /written");
    }

    @Test
    void a_long_answer_is_not_sent_by_the_reading_thread() throws IOException {
        assertThat(answer(send("GET /long" + END))).contains("xxx");
        assertThat(asked).containsExactly("written /long", "answer /long");
    }

    @Test
    void a_caller_who_has_a_body_to_send_is_answered_elsewhere() throws IOException {
        String head = "GET /written HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: 3\r\n\r\n";

        assertThat(answer(send(head + "abc"))).startsWith("HTTP/1.1 200").contains("\"made\"");
    }

    @Test
    void what_is_long_or_has_a_body_to_come_is_left_to_others() throws IOException {
        String cookie = "Cookie: " + "c".repeat(2_100) + "\r\n\r\n";
        String chunked = "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

        for (String rest : List.of(cookie, chunked)) {
            String answer = answer(send("GET /written HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + rest));

            assertThat(answer).startsWith("HTTP/1.1 200").contains("\"made\"");
        }
        assertThat(asked).containsOnly("answer /written");
    }

    /** Such a pool has queued a task when it fails. */
    @Test
    void a_request_is_answered_once_where_no_thread_can_be_started() throws Exception {
        StarvedPool pool = new StarvedPool();
        Server starved = new Server(pool);
        ServerConnector connector = new ServerConnector(starved, 1, 1);
        connector.setHost("127.0.0.1");
        starved.addConnector(connector);
        starved.setHandler(new FrontHandler(new Front(), pool));
        starved.start();
        try {
            List<Socket> callers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                callers.add(send(connector.getLocalPort(), "GET /written HTTP/1.1\r\nHost: localhost\r\n\r\n"));
                assertThat(callers.get(i).getInputStream().read()).isEqualTo('H');
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> pool.getIdleThreads() == 1);
            assertThat(pool.getThreads()).isEqualTo(3);
            pool.starved = true;
            for (Socket caller : callers) {
                caller.getOutputStream().write(("GET /slow" + END).getBytes(StandardCharsets.ISO_8859_1));
            }
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> asked.stream().filter("answer /slow"::equals).count() == 2);
            release.countDown();

            for (Socket caller : callers) {
                assertThat(answer(caller)).contains("\"made\"");
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> pool.getQueueSize() == 0 && pool.getIdleThreads() > 0);
            assertThat(asked.stream().filter("answer /slow"::equals)).hasSize(2);
        } finally {
            starved.stop();
        }
    }

    @Test
    void a_front_that_fails_ends_the_exchange() throws IOException {
        assertThat(answer(send("GET /fails" + END))).startsWith("HTTP/1.1 500");
    }

    @Test
    void a_header_without_a_value_is_one() throws IOException {
        assertThat(
                        answer(
                                send(
                                        "GET /written HTTP/1.1\r\nX-Empty:\r\nX-Empty: \r\nHost: localhost\r\nConnection: close\r\n\r\n")))
                .startsWith("HTTP/1.1 200");
    }

    private Socket send(String request) throws IOException {
        return send(server.address().getPort(), request);
    }

    private Socket send(int port, String request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        sockets.add(socket);
        socket.setSoTimeout(20_000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private final class Front implements HttpFront {
        private final HealthResponse longAnswer = response("x".repeat(20_000));

        @Override
        public Optional<HealthResponse> written(HttpCall call) {
            asked.add("written " + call.path());
            return switch (call.path()) {
                case "/written" -> Optional.of(response("written"));
                case "/long" -> Optional.of(longAnswer);
                default -> Optional.empty();
            };
        }

        @Override
        public CompletionStage<HealthResponse> answer(HttpCall call) {
            asked.add("answer " + call.path());
            if (call.path().equals("/fails")) {
                throw new IllegalStateException("as a test asks for");
            }
            if (call.path().equals("/slow")) {
                held();
            }
            return CompletableFuture.completedFuture(call.path().equals("/long") ? longAnswer : response("made"));
        }

        private void held() {
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private static HealthResponse response(String body) {
            return HealthResponse.problem(200, body);
        }

        @Override
        public boolean outOfDescriptors() {
            return false;
        }

        @Override
        public void revived(String why) {}
    }

    /** A thread for accepting, one for reading and one to answer, and no more when it is starved. */
    private static final class StarvedPool extends QueuedThreadPool {
        private volatile boolean starved;

        private StarvedPool() {
            super(8, 3);
            setReservedThreads(0);
        }

        @Override
        public Thread newThread(Runnable job) {
            return new Thread(job) {
                @Override
                public synchronized void start() {
                    if (starved) {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                    super.start();
                }
            };
        }
    }
}
