package dev.vitals.jdbc.internal.url;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:/var/a.db, /var/a.db",
        "jdbc:sqlite:/var/a+b%20@(x).db?cache=shared, /var/a+b%20@(x).db",
        "jdbc:sqlite:file:/var/a%20b+c.db?mode=rw, /var/a b+c.db",
        "jdbc:sqlite:file:///var/a.db#x, /var/a.db",
        "jdbc:sqlite:file://localhost/var/a.db, /var/a.db",
        "jdbc:sqlite:file:/var/%zz.db, /var/%zz.db",
    })
    void a_path_is_found_as_the_driver_finds_it(String url, String path) {
        assertThat(FileUrl.of(url).flatMap(FileUrl::file)).contains(Path.of(path));
        assertThat(Target.of(new JdbcUrl(url), Optional.empty()).words()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite:",
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:file::memory:?cache=shared",
                "jdbc:sqlite:file:x?cache=shared&mode=memory",
                "jdbc:sqlite::resource:orders.db"
            })
    void what_is_no_file_has_no_path(String url) {
        assertThat(FileUrl.of(url).orElseThrow().file()).isEmpty();
    }

    @Test
    void a_server_is_no_file() {
        assertThat(FileUrl.of("jdbc:postgresql://h/d")).isEmpty();
    }
}
