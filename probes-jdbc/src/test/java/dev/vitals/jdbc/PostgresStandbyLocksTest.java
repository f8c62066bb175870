package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.testkit.PostgresServer;
import dev.vitals.testkit.options.ServerOptions;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a standby a reader can hold up the replay of the log, and the replay every later session. */
class PostgresStandbyLocksTest {
    private static final String REPLAY = "select count(*) from pg_locks where not granted and pid in"
            + " (select pid from pg_stat_activity where backend_type = 'startup')";

    @ParameterizedTest
    @ValueSource(strings = {PostgresServer.OLDEST, PostgresServer.NEWEST})
    void a_replay_that_waits_for_a_reader_is_the_root_and_the_reader_is_named(String version) throws Exception {
        try (PostgresServer primary =
                        PostgresServer.start(ServerOptions.defaults().withVersion(version));
                Client owner = Client.of(primary, "owner").run("create table orders (id int)");
                PostgresServer standby =
                        primary.standby(ServerOptions.defaults().withSetting("max_standby_streaming_delay", "-1"));
                Client observer = Client.of(standby, "observer")) {
            // given: a report that reads on, a change of its table that is replayed, and a later session
            await(() -> observer.ask("select count(*) from pg_class where relname = 'orders'")
                    .equals("1"));
            Client report = Client.of(standby, "report").run("begin", "select * from orders");
            owner.run("alter table orders add column note text");
            await(() -> observer.ask(REPLAY).equals("1"));
            Client web = Client.of(standby, "web").waitFor("select count(*) from orders", observer);

            // when
            Result result;
            try (JdbcProbes probes = JdbcProbes.of("db", standby.jdbcUrl(), standby.user(), standby.password())
                    .limits(
                            LockLimits.class,
                            k -> k.longestWait(Threshold.above(Duration.ofMillis(1), Duration.ofMinutes(1))))) {
                result = Checks.run(probes, "locks");
            }

            // then
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(Trees.lines(result))
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("WAL replay, pid "),
                            line -> assertThat(line).startsWith("  " + web.pid() + "  app=web"));
            assertThat(result.evidence().toString())
                    .contains("recovery conflict", "oldest transaction here: pid " + report.pid());
            assertThat(result.remedies())
                    .extracting(Remedy::advice)
                    .anySatisfy(text -> assertThat(text).contains("max_standby_streaming_delay"));
            assertThat(result.evidence()).hasAtLeastOneElementOfType(Evidence.Tree.class);
            report.close();
            web.close();
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}
