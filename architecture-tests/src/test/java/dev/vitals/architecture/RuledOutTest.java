package dev.vitals.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.vitals.Vitals;
import dev.vitals.format.Access;
import dev.vitals.format.TextFormat;
import dev.vitals.host.HostProbes;
import dev.vitals.http.HttpProbe;
import dev.vitals.jdbc.JdbcProbes;
import dev.vitals.jvm.JvmProbes;
import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.redis.RedisProbes;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.report.Severity;
import dev.vitals.report.Verdict;
import dev.vitals.spi.Knowledge;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.RedisServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Whatever is at the root, the report of a real application says with numbers what it is not. */
class RuledOutTest {
    private static final Set<Kind> NO_ROOT = EnumSet.of(Kind.UNKNOWN, Kind.OURS);
    /** Of what is out of reach nothing is known but that. */
    private static final Set<Kind> NOTHING_BESIDE = EnumSet.of(Kind.UNREACHABLE, Kind.DENIED, Kind.UNAVAILABLE);

    private static final Map<String, String> PREFIXES =
            Map.of("jdbc", "orders-db.", "redis", "sessions.", "http", "payments", "host", "host.", "jvm", "jvm.");

    private static final Pattern RULED_OUT = Pattern.compile("^ {2}ruled out {2}\\S+ .*\\d", Pattern.MULTILINE);

    private static final PostgresServer POSTGRES = PostgresServer.start();
    private static final RedisServer REDIS = RedisServer.start();

    @AfterAll
    static void stop() {
        POSTGRES.close();
        REDIS.close();
    }

    @Test
    void every_cause_that_can_be_a_root_has_something_ruled_out() throws Exception {
        Report healthy = report();
        Set<String> mute = new TreeSet<>();
        int tried = 0;
        for (Knowledge knowledge : ServiceLoader.load(Knowledge.class)) {
            List<CheckReport> roots = checksOf(knowledge, healthy);
            for (Cause cause : knowledge.causes()) {
                if (!NO_ROOT.contains(cause.kind())) {
                    for (CheckReport root : roots) {
                        tried++;
                        String text = TextFormat.DEFAULT.render(sick(healthy, root, cause), Access.DETAIL);
                        if (!RULED_OUT.matcher(text).find()) {
                            mute.add(root.name() + " " + cause.code());
                        }
                    }
                }
            }
        }
        System.out.printf("Ruled out: %d pairs of check and cause tried, %d without%n", tried, mute.size());
        assertThat(tried).isGreaterThan(1000);
        assertThat(mute).isEmpty();
    }

    /** The checks that may report a module's causes; those of the engine, meters and errors any may. */
    private static List<CheckReport> checksOf(Knowledge knowledge, Report healthy) {
        String module = knowledge.getClass().getPackageName();
        String prefix = PREFIXES.entrySet().stream()
                .filter(entry -> module.startsWith("dev.vitals." + entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        List<CheckReport> checks = healthy.checks().stream()
                .filter(check -> check.name().startsWith(prefix))
                .toList();
        assertThat(checks).as(module).isNotEmpty();
        return checks;
    }

    /** What the report would be if one check had this cause. */
    private static Report sick(Report healthy, CheckReport root, Cause cause) {
        List<CheckReport> checks = healthy.checks().stream()
                .map(check -> {
                    if (check.name().equals(root.name())) {
                        return with(check, Result.down(cause.code(), "something is wrong"));
                    }
                    boolean beside =
                            check.policy().resource().equals(root.policy().resource());
                    return beside && NOTHING_BESIDE.contains(cause.kind())
                            ? with(check, Result.unknown(cause.code(), "could not ask"))
                            : check;
                })
                .toList();
        return healthy.toBuilder()
                .status(Status.DOWN)
                .checks(checks)
                .verdict(new Verdict(
                        Optional.of(Severity.P1),
                        Optional.of("a rule"),
                        List.of(new RootCause(root.name(), Severity.P1, List.of()))))
                .build();
    }

    private static CheckReport with(CheckReport check, Result result) {
        return check.toBuilder().result(result).status(result.status()).build();
    }

    /** What a small application sees on its servers. */
    private static Report report() throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        URI payments = URI.create("http://localhost:" + server.getAddress().getPort() + "/");
        try (JdbcProbes database = JdbcProbes.of("orders-db", POSTGRES.dataSource());
                RedisProbes redis = RedisProbes.of("sessions", REDIS.uri());
                Vitals vitals = Vitals.builder("orders")
                        .schedule(false)
                        .startUpGrace(Duration.ZERO)
                        .add(database)
                        .add(redis)
                        .add(HostProbes.standard())
                        .add(JvmProbes.standard())
                        .check("payments", HttpProbe.get(payments.toString()))
                        .build()) {
            vitals.report();
            return vitals.report();
        } finally {
            server.stop(0);
        }
    }
}
