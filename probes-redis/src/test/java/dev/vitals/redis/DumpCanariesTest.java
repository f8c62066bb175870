package dev.vitals.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.Vitals;
import dev.vitals.dump.Dump;
import dev.vitals.dump.DumpRequest;
import dev.vitals.dump.DumpSection;
import dev.vitals.dump.DumpSettings;
import dev.vitals.testkit.DumpText;
import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Secrets in the configuration, clients, users and slow log of a real Redis: each is there, and none is in a dump. */
class DumpCanariesTest {
    private static final String PASSWORD = "kanari-requirepass-x7";
    private static final String USER_PASSWORD = "kanari-user-x7";
    private static final String WRONG_PASSWORD = "kanari-wrong-x7";
    private static final String CLIENT = "kanari-client-x7";
    private static final String MAIL = "kanari-mail-x7@example.com";
    private static final String KEY = "kanari-key-x7";
    private static final String VALUE = "kanari-value-x7";
    private static final String CONFIGURED = "kanari-configured-x7";

    @Test
    void no_secret_of_a_real_redis_is_in_a_dump() throws Exception {
        ServerOptions options = ServerOptions.defaults()
                .withSetting("requirepass", PASSWORD)
                .withSetting("slowlog-log-slower-than", "0")
                .withUser("app", USER_PASSWORD, "+@all", "~*");
        try (RedisServer server = RedisServer.start(options);
                Admin admin = Admin.of(server);
                Admin named = Admin.of(server)) {
            admin.run("AUTH", PASSWORD);
            named.run("AUTH", PASSWORD);
            named.run("CLIENT", "SETNAME", "web:password=" + CLIENT);
            named.run("ACL", "SETUSER", MAIL, "on", "nopass", "+@all", "~*");
            named.run("AUTH", MAIL, "any");
            named.run("SET", "session:" + KEY, VALUE);
            String slow = text(admin.run("SLOWLOG", "GET", "128")); // later ones push it out
            URI wrong = URI.create("redis://app:" + WRONG_PASSWORD + "@" + server.host() + ":" + server.port());

            String dump = dumped(
                    RedisProbes.of("sessions", server.uri()),
                    RedisProbes.of("full", server.uri("app", USER_PASSWORD)),
                    RedisProbes.of("refused", wrong));

            String raw = text(admin.run("CONFIG", "GET", "requirepass"))
                    + text(admin.run("CLIENT", "LIST"))
                    + text(admin.run("ACL", "LIST"))
                    + slow
                    + "given to the library: " + server.uri("app", USER_PASSWORD) + " " + wrong + " " + CONFIGURED;
            Set<String> planted = new LinkedHashSet<>(
                    List.of(PASSWORD, USER_PASSWORD, WRONG_PASSWORD, CLIENT, MAIL, KEY, VALUE, CONFIGURED));
            System.out.println("canaries of Redis: " + planted.size() + " planted, "
                    + planted.stream().filter(raw::contains).count() + " seen without redaction, "
                    + planted.stream().filter(dump::contains).count() + " in the dump");
            assertThat(planted).allSatisfy(secret -> assertThat(raw).contains(secret));
            assertThat(dump)
                    .contains("sessions.ping", "refused.ping", "[redacted")
                    .doesNotContain("kanari");
        }
    }

    private static String text(Object reply) {
        if (reply instanceof byte[] bytes) {
            return new String(bytes, UTF_8) + "\n";
        }
        if (reply instanceof List<?> list) {
            StringBuilder all = new StringBuilder();
            list.forEach(item -> all.append(text(item)));
            return all.toString();
        }
        return reply + "\n";
    }

    private static String dumped(RedisProbes... sets) throws IOException {
        DumpSettings settings = DumpSettings.DEFAULT
                .onDemandOnly()
                .apart(Duration.ZERO, Duration.ZERO)
                .deadline(Duration.ofMinutes(2))
                .configuration(Map.of("sessions.url", "rediss://:" + CONFIGURED + "@cache:6380/0"));
        var builder = Vitals.builder("shop").startUpGrace(Duration.ZERO).dumps(settings);
        for (RedisProbes set : sets) {
            builder.add(set);
        }
        try (Vitals vitals = builder.build()) {
            vitals.report();
            return DumpText.of(await().atMost(Duration.ofMinutes(5))
                    .until(
                            () -> vitals.dump(DumpRequest.DEFAULT)
                                    .await(Duration.ofMinutes(2))
                                    .orElseThrow(),
                            DumpCanariesTest::hasReport));
        } finally {
            for (RedisProbes set : sets) {
                set.close();
            }
        }
    }

    /** On a machine that is very busy other parts may be cut. */
    private static boolean hasReport(Dump dump) {
        return dump.sections().stream()
                .anyMatch(
                        part -> part.file().equals("health/report.txt") && part.state() == DumpSection.State.COMPLETE);
    }
}
