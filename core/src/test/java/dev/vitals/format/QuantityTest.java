package dev.vitals.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "10, '', 10",
        "0.12345, '', 0.123",
        "61.26, %, 61.3 %",
        "12345.6, '', 12346",
        "536870912, bytes, 512 MiB",
        "1023, bytes, 1023 B",
        "0, bytes, 0 B",
        "250000, ms, 4 m 10 s",
        "-0.0, '', 0",
        "1e300, ms, 1.0E300 ms",
        "1e-300, '', 1.0E-300",
        "NaN, '', NaN",
    })
    void numbers_are_written_as_a_person_reads_them(double value, String unit, String text) {
        assertThat(Quantity.of(value, unit)).isEqualTo(text);
    }
}
