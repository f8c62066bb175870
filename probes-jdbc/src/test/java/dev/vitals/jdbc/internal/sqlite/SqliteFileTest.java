package dev.vitals.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SqliteFileTest {
    private static final Path DIRECTORY = Path.of("/var/lib/orders");
    private static final Path MAIN = DIRECTORY.resolve("orders.db");

    @Test
    void writing_takes_the_file_and_the_directory_for_the_journal() {
        SqliteFile file = new SqliteFile(MAIN);

        assertThat(file.takesWrites(path -> true)).isTrue();
        assertThat(file.takesWrites(MAIN::equals)).isFalse();
        assertThat(file.takesWrites(DIRECTORY::equals)).isFalse();
    }

    @Test
    void a_file_that_is_not_there_has_no_bytes() throws Exception {
        assertThat(new SqliteFile(Path.of("/no/such.db")).walBytes()).isZero();
    }
}
