package dev.vitals.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.Vitals;
import dev.vitals.jdbc.internal.connect.AskingProbe;
import dev.vitals.jdbc.internal.session.DedicatedConnection;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.jdbc.internal.url.Login;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Opening a named pipe does not return until there is a writer, just as a file on a network mount that hangs. */
@DisabledOnOs(OS.WINDOWS)
class HungFileTest {
    @TempDir
    Path directory;

    @Test
    void a_read_that_does_not_return_names_the_file_it_is_in() throws Exception {
        Path pipe = directory.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        String file = directory.resolve("orders.db").toString();
        try (Connection application = DriverManager.getConnection("jdbc:sqlite:" + file);
                DedicatedConnection connection = connection(file)) {
            application.createStatement().execute("create table orders (id integer)");
            Probe probe = AskingProbe.reading(
                    connection, session -> read(session, pipe), (seen, context) -> Result.up("read " + seen));
            try (Vitals vitals = Vitals.builder("orders")
                    .check("orders-db.wal", probe, c -> c.timeout(Duration.ofMillis(500)))
                    .build()) {
                Result result = Awaitility.await()
                        .atMost(Duration.ofMinutes(1))
                        .until(
                                () -> vitals.report().checks().get(0).result(),
                                one -> one.cause().startsWith("db."));

                assertThat(result.status()).isEqualTo(Status.DOWN);
                assertThat(result.cause()).isEqualTo("db.file-hung");
                assertThat(result.summary()).startsWith("file system of the database does not answer: " + file);
                assertThat(result.remedies().toString()).contains("bring its server or disk back");
                assertThat(result.evidence().toString()).contains("HungFileTest.read");
            } finally {
                release(pipe);
            }
        }
    }

    private static DedicatedConnection connection(String file) {
        Login login = Login.fixed("jdbc:sqlite:" + file, null, null, new Properties());
        return new DedicatedConnection(new DriverConnector(() -> login, Optional.empty()), SqliteDialect.INSTANCE);
    }

    private static int read(Session session, Path pipe) throws SQLException {
        assertThat(session.product()).startsWith("SQLite");
        try (FileChannel file = FileChannel.open(pipe)) {
            return (int) file.position();
        } catch (IOException e) {
            throw new SQLException(e);
        }
    }

    private static void release(Path pipe) throws IOException {
        try (OutputStream writer = Files.newOutputStream(pipe)) {
            writer.flush();
        }
    }
}
