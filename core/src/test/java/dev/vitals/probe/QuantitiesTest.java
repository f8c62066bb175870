package dev.vitals.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "10188, 9.9 KiB",
        "10200, 10 KiB",
        "1048575, 1 MiB",
        "85899345920, 80 GiB",
        "9223372036854775807, 8 EiB",
        "-1536, -1.5 KiB"
    })
    void a_size_is_written_in_the_largest_unit_that_leaves_at_least_one(long bytes, String text) {
        assertThat(Quantities.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "2.54, 2.5 %", "9.96, 10 %", "41.4, 41 %", "100, 100 %"})
    void a_percentage_has_one_decimal_below_ten(double percent, String text) {
        assertThat(Quantities.percent(percent)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 ms",
        "PT0.00081S, 0.8 ms",
        "PT0.0099S, 9.9 ms",
        "PT0.012S, 12 ms",
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
        assertThat(Quantities.duration(duration)).isEqualTo(text);
    }
}
