package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.testkit.PostgresServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A driver that keeps none of its timeouts, as when it resolves a name. */
class HungDatabaseTest {
    @Test
    void a_check_that_hangs_in_the_driver_says_in_what() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try {
            CheckReport connect = hanging(new HungDriver(released), "db.timeout");

            assertThat(connect.status()).isEqualTo(Status.DOWN);
            assertThat(connect.result().summary())
                    .startsWith("no answer in time")
                    .contains("; running for ");
            assertThat(connect.result().remedies()).isNotEmpty();
            assertThat(connect.result().evidence())
                    .map(Evidence::title)
                    .anyMatch(title -> title.startsWith("where the probe is stuck"));
        } finally {
            released.countDown();
        }
    }

    @Test
    void a_check_that_hangs_in_what_may_be_a_pool_does_not_blame_the_database() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        try {
            CheckReport connect = hanging(hung(released), "datasource.no-connection");

            assertThat(connect.status()).isEqualTo(Status.UNKNOWN);
            assertThat(connect.result().evidence())
                    .map(Evidence::title)
                    .anyMatch(title -> title.startsWith("where the probe is stuck"));
        } finally {
            released.countDown();
        }
    }

    @Test
    void a_locks_check_that_hangs_in_its_question_says_so_and_leaves_the_others_alone() {
        CountDownLatch released = new CountDownLatch(1);
        try (PostgresServer server = PostgresServer.start();
                Vitals vitals = Vitals.builder("shop")
                        .startUpGrace(Duration.ZERO)
                        .add(JdbcProbes.of("db", new HangingInLocks(server, released))
                                .policy("locks", c -> c.timeout(Duration.ofMillis(500))))
                        .check("other", context -> Result.up())
                        .build()) {
            try {
                CheckReport locks = await(vitals, "db.timeout");

                assertThat(locks.name()).isEqualTo("db.locks");
                assertThat(locks.status()).isEqualTo(Status.DOWN);
                assertThat(locks.result().evidence().toString())
                        .contains("where the probe is stuck", "LocksProbe.check", "HangingInLocks");
                assertThat(vitals.report().checks())
                        .filteredOn(check -> check.name().equals("other"))
                        .singleElement()
                        .satisfies(check -> assertThat(check.status()).isEqualTo(Status.UP));
            } finally {
                released.countDown();
            }
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> vitals.report().checks().stream()
                            .filter(check -> check.name().startsWith("db."))
                            .allMatch(check -> check.status() == Status.UP));
        }
    }

    private static CheckReport hanging(DataSource source, String expected) {
        try (Vitals vitals = Vitals.builder("shop")
                .startUpGrace(Duration.ZERO)
                .add(JdbcProbes.of("db", source).policy("connect", c -> c.timeout(Duration.ofMillis(200))))
                .build()) {
            return await(vitals, expected);
        }
    }

    private static CheckReport await(Vitals vitals, String expected) {
        return Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .until(
                        () -> vitals.report().checks().stream()
                                .filter(check -> check.cause().equals(expected))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static DataSource hung(CountDownLatch released) {
        return (DataSource) Proxy.newProxyInstance(
                HungDatabaseTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        released.await();
                    }
                    return method.getReturnType() == boolean.class ? Boolean.FALSE : null;
                });
    }

    private static final class HungDriver extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch released;

        HungDriver(CountDownLatch released) {
            this.released = released;
        }

        /** Of an unknown product there is one check. */
        @Override
        public String getURL() {
            return "";
        }

        @Override
        public String getUrl() {
            return "";
        }

        @Override
        public Connection getConnection() throws SQLException {
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            throw new SQLException();
        }
    }

    /** Answers everything but the question for locks, and minds no cancellation. */
    private static final class HangingInLocks extends PGSimpleDataSource {
        private static final long serialVersionUID = 1L;

        private final transient CountDownLatch released;

        HangingInLocks(PostgresServer server, CountDownLatch released) {
            this.released = released;
            setURL(server.jdbcUrl());
            setUser(server.user());
            setPassword(server.password());
        }

        @Override
        public Connection getConnection() throws SQLException {
            return hanging(Connection.class, super.getConnection());
        }

        private <T> T hanging(Class<T> type, T real) {
            return type.cast(Proxy.newProxyInstance(
                    HungDatabaseTest.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                        if (arguments != null
                                && String.valueOf(arguments[0]).contains("select exists (select from pg_locks")) {
                            released.await();
                        }
                        try {
                            Object answer = method.invoke(real, arguments);
                            return answer instanceof PreparedStatement || !(answer instanceof Statement statement)
                                    ? answer
                                    : hanging(Statement.class, statement);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }
    }
}
