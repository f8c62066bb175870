package dev.vitals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.Test;

/** A trust manager of the application's own that blocks holds up the threads of the client, and no check. */
class ClientStuckTest {
    @Test
    void a_client_whose_threads_are_held_up_blames_no_service_and_holds_up_no_other_client() throws Exception {
        Authority authority = Authority.create();
        BlockingTrust trust = new BlockingTrust();
        SSLContext context = trusting(trust);
        try (RawServer secure = RawServer.tls(
                        authority.serving(authority.server("localhost")),
                        socket -> RawServer.answer(socket, RawServer.ok("text/plain", "ok")));
                RawServer plain = RawServer.answering(RawServer.ok("text/plain", "ok"));
                Vitals vitals = Vitals.builder("shop")
                        .schedule(false)
                        .deadline(Duration.ofMinutes(1))
                        .check("first", patient(secure).ssl(context), ClientStuckTest::shortly)
                        .check("second", patient(secure).ssl(context), ClientStuckTest::shortly)
                        .check("besides", patient(plain).ssl(context), ClientStuckTest::shortly)
                        .check("other", patient(plain), ClientStuckTest::shortly)
                        .build()) {
            for (String check : List.of("first", "second", "besides")) {
                CheckReport held = vitals.check(check).orElseThrow();
                assertThat(held.cause()).as(check).isEqualTo("http.client-stuck");
                assertThat(held.status()).as(check).isEqualTo(Status.UNKNOWN);
            }
            assertThat(vitals.check("besides").orElseThrow().result().evidence().toString())
                    .contains("BlockingTrust.checkServerTrusted");
            assertThat(vitals.check("other").orElseThrow().status()).isEqualTo(Status.UP);

            trust.released.countDown();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> List.of("first", "second", "besides").stream()
                            .allMatch(check -> vitals.check(check).orElseThrow().status() == Status.UP));
        }
    }

    /** One of the two threads of the client is left, and none of the other connections is locked. */
    @Test
    void checks_beside_one_that_is_held_up_say_what_their_own_service_does() throws Exception {
        Authority authority = Authority.create();
        BlockingTrust trust = new BlockingTrust();
        SSLContext context = trusting(trust);
        SSLContext serving = authority.serving(authority.server("localhost"));
        try (RawServer blocked = RawServer.tls(serving, ClientStuckTest::forEver);
                RawServer silent = RawServer.of(RawServer::readHead);
                RawServer silentSecure = RawServer.tls(serving, ClientStuckTest::forEver);
                RawServer silentPlain = RawServer.of(ClientStuckTest::forEver);
                Vitals vitals = Vitals.builder("shop")
                        .schedule(false)
                        .deadline(Duration.ofMinutes(1))
                        .check("secure", patient(silentSecure).ssl(context), ClientStuckTest::shortly)
                        .check("plain", patient(silentPlain).ssl(context), ClientStuckTest::shortly)
                        .check("closing", patient(silent).ssl(context), ClientStuckTest::shortly)
                        .check("blocked", patient(blocked).ssl(context), ClientStuckTest::shortly)
                        .build()) {
            trust.blocks = port -> port == blocked.port();
            CompletableFuture<CheckReport> held = checking(vitals, "blocked");
            await().atMost(Duration.ofSeconds(60)).until(() -> trust.entered.get() == 1);

            List<CompletableFuture<CheckReport>> beside = Stream.of("secure", "plain", "closing")
                    .map(name -> checking(vitals, name))
                    .toList();

            assertThat(beside)
                    .extracting(check -> check.get().cause())
                    .containsExactly("http.timeout.answer", "http.timeout.answer", "http.lost");
            assertThat(held.get().cause()).isEqualTo("http.client-stuck");
            trust.released.countDown();
        }
    }

    @Test
    void a_check_has_time_while_the_trust_manager_of_others_is_slow() throws Exception {
        Authority authority = Authority.create();
        BlockingTrust trust = new BlockingTrust();
        SSLContext context = trusting(trust);
        try (RawServer secure = RawServer.tls(
                        authority.serving(authority.server("localhost")),
                        socket -> RawServer.answer(socket, RawServer.ok("text/plain", "ok")));
                RawServer plain = RawServer.answering(RawServer.ok("text/plain", "ok"));
                Vitals vitals = Vitals.builder("shop")
                        .schedule(false)
                        .deadline(Duration.ofMinutes(1))
                        .check("first", patient(secure).ssl(context), ClientStuckTest::atLeisure)
                        .check("second", patient(secure).ssl(context), ClientStuckTest::atLeisure)
                        .check("besides", patient(plain).ssl(context), ClientStuckTest::atLeisure)
                        .build()) {
            var both = Stream.of("first", "second")
                    .map(name -> checking(vitals, name))
                    .toList();
            await().atMost(Duration.ofSeconds(60)).until(() -> trust.entered.get() == 2);
            long since = System.nanoTime();
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            System.nanoTime() - since > Duration.ofSeconds(2).toNanos());

            CompletableFuture<CheckReport> besides = checking(vitals, "besides");
            await().atMost(Duration.ofSeconds(60)).until(() -> sending() == 3 || besides.isDone());
            trust.released.countDown();

            assertThat(besides.get().status()).isEqualTo(Status.UP);
            assertThat(both).extracting(check -> check.get().status()).containsOnly(Status.UP);
        }
    }

    private static CompletableFuture<CheckReport> checking(Vitals vitals, String name) {
        return CompletableFuture.supplyAsync(() -> vitals.check(name).orElseThrow(), task -> new Thread(task).start());
    }

    /** Returns how many threads are in a request. */
    private static long sending() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Stream.of(stack)
                        .anyMatch(frame -> frame.getClassName().endsWith(".HttpClientImpl")
                                && frame.getMethodName().equals("send")))
                .count();
    }

    private static void forEver(Socket socket) throws IOException {
        while (socket.getInputStream().read() >= 0) {}
    }

    private static SSLContext trusting(TrustManager trust) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
        return context;
    }

    private static CheckPolicy atLeisure(CheckPolicy policy) {
        return policy.timeout(Duration.ofSeconds(50)).maxAge(Duration.ofMinutes(1));
    }

    private static HttpProbe patient(RawServer server) {
        return HttpProbe.get(server.url("/"))
                .limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2))));
    }

    private static CheckPolicy shortly(CheckPolicy policy) {
        return policy.timeout(Duration.ofSeconds(4)).maxAge(Duration.ofSeconds(4));
    }
}
