package dev.vitals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.report.CheckReport;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.Test;

/** A trust manager of the application's own that blocks holds up the threads of the client, and no check. */
class ClientStuckTest {
    @Test
    void a_client_whose_threads_are_held_up_blames_no_service_and_holds_up_no_other_client() throws Exception {
        Authority authority = Authority.create();
        Blocking trust = new Blocking();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {trust}, null);
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
                    .contains("ClientStuckTest$Blocking.checkServerTrusted");
            assertThat(vitals.check("other").orElseThrow().status()).isEqualTo(Status.UP);

            trust.released.countDown();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> List.of("first", "second", "besides").stream()
                            .allMatch(check -> vitals.check(check).orElseThrow().status() == Status.UP));
        }
    }

    private static HttpProbe patient(RawServer server) {
        return HttpProbe.get(server.url("/"))
                .limits(l -> l.answer(Threshold.above(Duration.ofHours(1), Duration.ofHours(2))));
    }

    private static CheckPolicy shortly(CheckPolicy policy) {
        return policy.timeout(Duration.ofSeconds(4)).maxAge(Duration.ofSeconds(4));
    }

    private static final class Blocking extends X509ExtendedTrustManager {
        private final CountDownLatch released = new CountDownLatch(1);

        private void block() throws CertificateException {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new CertificateException(e);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            block();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            block();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            block();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
