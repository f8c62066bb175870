package dev.vitals.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.25S, 250 ms",
        "PT3.99S, 3.9 s",
        "PT5S, 5 s",
        "PT59.9S, 59 s",
        "PT4M12S, 4 m 12 s",
        "PT4M, 4 m",
        "PT2H5M59S, 2 h 5 m",
        "P3DT4H, 3 d 4 h",
        "P400D, 400 d",
        "PT-3S, -3 s",
    })
    void durations_show_the_two_largest_units_that_count(Duration duration, String text) {
        assertThat(Quantity.duration(duration)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "10, '', 10",
        "0.12345, '', 0.123",
        "61.26, %, 61.3 %",
        "12345.6, '', 12346",
        "536870912, bytes, 512 MiB",
        "1023, bytes, 1023 bytes",
        "0, bytes, 0 bytes",
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
