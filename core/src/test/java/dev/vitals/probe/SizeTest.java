package dev.vitals.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {
    @ParameterizedTest
    @CsvSource({"512, 512", "1 KiB, 1024", "20GiB, 21474836480", "5mb, 5242880", "8B, 8", "2 TB, 2199023255552"})
    void sizes_are_read_as_configuration_files_write_them(String text, long bytes) {
        assertThat(Size.parse(text).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GiB", "-1", "1.5 GiB", "1 XB", "1  MiB", "99999999999999999999"})
    void what_is_no_size_is_refused_by_name(String text) {
        assertThatThrownBy(() -> Size.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }

    @Test
    void a_size_beyond_all_disks_is_refused() {
        assertThatThrownBy(() -> Size.parse("9999999999 TiB"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8 EiB");
        assertThatThrownBy(() -> Size.ofBytes(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
