package dev.vitals.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.testkit.ProbeHarness;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The client is a guest: few threads, none left behind, and nothing of the application's own is changed. */
class GuestTest {
    private static final int MANY = 20;

    /** Clients of other tests, which may not have ended yet. */
    private final Set<Thread> others = Set.copyOf(all());

    @Test
    void twenty_checks_share_one_client_and_leave_nothing_behind() throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        ClassLoader application = new URLClassLoader(new URL[0]);
        try (RawServer server = RawServer.answering(RawServer.ok("text/plain", "ok"))) {
            Thread.currentThread().setContextClassLoader(application);
            List<HttpProbe> probes = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                HttpProbe probe = HttpProbe.get(server.url("/" + i));
                probes.add(probe);
                ProbeHarness.of(probe).check();
            }

            assertThat(threads("HttpClient-")).hasSizeLessThanOrEqualTo(1); // none if another test has left one
            assertThat(threads("vitals-http-client-")).hasSizeLessThanOrEqualTo(2);
            assertThat(threads(""))
                    .filteredOn(thread -> thread.getName().startsWith("vitals-http-client-"))
                    .allMatch(Thread::isDaemon)
                    .map(Thread::getContextClassLoader)
                    .doesNotContain(application);
            assertThat(threads("HttpClient-"))
                    .map(Thread::getContextClassLoader)
                    .doesNotContain(application);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> threads("vitals-http-client-").isEmpty());

            probes.forEach(HttpProbe::close);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> gone());
    }

    @Test
    void what_the_application_has_set_up_stays() throws Exception {
        Authenticator authenticator = Authenticator.getDefault();
        CookieHandler cookies = CookieHandler.getDefault();
        ProxySelector proxies = ProxySelector.getDefault();
        List<String> head = List.of(
                "HTTP/1.1 401 No",
                "WWW-Authenticate: Basic realm=x",
                "Set-Cookie: a=b",
                "Content-Length: 0",
                "Connection: close",
                "",
                "");
        try (RawServer server = RawServer.answering(String.join("\r\n", head));
                HttpProbe probe = HttpProbe.get(server.url("/"))) {
            assertThat(ProbeHarness.of(probe).check().cause()).isEqualTo("http.auth");
            assertThat(server.connections()).isEqualTo(1);
        }
        assertThat(Authenticator.getDefault()).isSameAs(authenticator);
        assertThat(CookieHandler.getDefault()).isSameAs(cookies);
        assertThat(ProxySelector.getDefault()).isSameAs(proxies);
    }

    private boolean gone() {
        System.gc();
        return threads("HttpClient-").isEmpty()
                && threads("vitals-http-client-").isEmpty();
    }

    private List<Thread> threads(String prefix) {
        return all().stream()
                .filter(thread -> thread.getName().startsWith(prefix) && !others.contains(thread))
                .toList();
    }

    private static List<Thread> all() {
        Thread[] all = new Thread[Thread.activeCount() + 100];
        int count = Thread.enumerate(all);
        return Stream.of(all).limit(count).toList();
    }
}
