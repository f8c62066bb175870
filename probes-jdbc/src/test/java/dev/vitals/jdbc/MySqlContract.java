package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.testkit.MySqlFamilyServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A server of one of the two products, looked at through one of the two drivers. */
abstract class MySqlContract {
    static final String PASSWORD = "canary-9f3a";
    static final Duration AT_ONCE = Duration.ofNanos(1);

    /** Without a bound of ours it would take for ever; how busy the machine is must not matter. */
    static final Duration HANGS = Duration.ofMinutes(2);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<Result> results = new ArrayList<>();

    abstract MySqlFamilyServer server();

    /** {@code mariadb} or {@code mysql}, whose URL begins with that. */
    abstract String driver();

    @AfterEach
    void leave_nothing_behind_and_show_no_password() throws Exception {
        if (server().isRunning()) {
            try (MySqlClient last = MySqlClient.of(server())) {
                last.endOthers();
            }
        }
        for (AutoCloseable closeable : open) {
            closeable.close();
        }
        assertThat(results).noneMatch(result -> result.toString().contains(PASSWORD));
    }

    boolean isMariaDb() {
        return server().jdbcUrl().startsWith("jdbc:mariadb:");
    }

    String url() {
        return url("test");
    }

    /** MariaDB's driver does not trust a certificate of the server's own, and asks before it sends a password otherwise. */
    String url(String database) {
        String key = driver().equals("mariadb") && !isMariaDb() ? "?allowPublicKeyRetrieval=true" : "";
        return "jdbc:" + driver() + "://" + server().host() + ":" + server().port() + "/" + database + key;
    }

    JdbcProbes admin() {
        return keep(JdbcProbes.of("db", url(), server().user(), server().password()));
    }

    /** As someone who may use no database. */
    JdbcProbes as(String user) {
        return keep(JdbcProbes.of("db", url(""), user, PASSWORD));
    }

    MySqlClient client() throws SQLException {
        return first(MySqlClient.of(server()));
    }

    MySqlClient client(String user) throws SQLException {
        return first(MySqlClient.of(server(), user, PASSWORD));
    }

    Result check(JdbcProbes probes, String check) throws Exception {
        keep(probes);
        return keepResult(Checks.run(probes, check));
    }

    Result keepResult(Result result) {
        results.add(result);
        return result;
    }

    <T extends AutoCloseable> T keep(T closeable) {
        open.add(closeable);
        return closeable;
    }

    /** Whoever came last goes first, and observers at the very end. */
    private <T extends AutoCloseable> T first(T closeable) {
        open.add(0, closeable);
        return closeable;
    }

    static List<List<String>> rows(Result result, String title) {
        return result.evidence().stream()
                .filter(one -> one.title().equals(title))
                .flatMap(table -> ((Evidence.Table) table).rows().stream())
                .toList();
    }

    static List<String> notes(Result result) {
        return result.evidence().stream()
                .filter(Evidence.Text.class::isInstance)
                .flatMap(text -> ((Evidence.Text) text).lines().stream())
                .toList();
    }

    static List<String> commands(Result result) {
        return result.remedies().stream()
                .map(Remedy::command)
                .flatMap(Optional::stream)
                .toList();
    }

    static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
