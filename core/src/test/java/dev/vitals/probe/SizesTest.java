package dev.vitals.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
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
        assertThat(Sizes.bytes(bytes)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0 %", "2.54, 2.5 %", "9.96, 10 %", "41.4, 41 %", "100, 100 %"})
    void a_percentage_has_one_decimal_below_ten(double percent, String text) {
        assertThat(Sizes.percent(percent)).isEqualTo(text);
    }
}
