package dev.vitals.jdbc.internal.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteLockTest {
    private static final long MAIN = 17;
    private static final long SHARED_MEMORY = 18;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4: POSIX  ADVISORY  WRITE 77 fe:00:17 1073741825 1073741825",
                "4: POSIX  ADVISORY  WRITE 77 fe:00:17 1073741824 1073742335",
                "12: POSIX  ADVISORY  WRITE 77 00:1f:18 120 120",
                "12: POSIX  ADVISORY  WRITE 77 00:1f:18 120 121"
            })
    void a_writer_is_found(String row) {
        assertThat(WriteLock.holder(List.of("x", row), MAIN, SHARED_MEMORY)).hasValue(77);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4: POSIX  ADVISORY  READ 77 fe:00:17 1073741826 1073742335",
                "4: POSIX  ADVISORY  READ 77 fe:00:18 120 120",
                "4: POSIX  ADVISORY  WRITE 77 fe:00:19 1073741825 1073741825",
                "4: POSIX  ADVISORY  WRITE 77 fe:00:17 0 EOF",
                "4: POSIX  ADVISORY  WRITE 77 fe:00:18 128 128",
                "4: -> POSIX  ADVISORY  WRITE 77 fe:00:17 1073741825 1073741825",
                "4: FLOCK  ADVISORY  WRITE 77 fe:00:17 0 EOF",
                ""
            })
    void others_are_not(String row) {
        assertThat(WriteLock.holder(List.of(row), MAIN, SHARED_MEMORY)).isEmpty();
    }

    @Test
    void a_database_without_shared_memory_matches_nothing_there() {
        assertThat(WriteLock.holder(List.of("4: POSIX  ADVISORY  WRITE 77 fe:00:18 120 120"), MAIN, -1))
                .isEmpty();
    }
}
