package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "-1536, -1.5 KiB",
        "536870912, 512 MiB",
        "4611686018427387904, 4 EiB"
    })
    void bytes_are_written_in_the_largest_unit_that_keeps_a_whole(long bytes, String text) {
        assertThat(Bytes.text(bytes)).isEqualTo(text);
    }
}
