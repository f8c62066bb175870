package dev.vitals.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {
    @ParameterizedTest
    @CsvSource({
        "SECONDS, 250, 4 m 10 s",
        "SECONDS, 0.0125, 12 ms",
        "SECONDS, -1.5, -1.5 s",
        "SECONDS, 1e300, 1.00e+300 s",
        "BYTES, 1610612736, 1.5 GiB",
        "RATIO, 0.61, 61 %",
        "RATIO, 0.004, 0.4 %",
        "COUNT, 14, 14",
        "COUNT, 0.25, 0.25",
        "PER_SECOND, 3.25, 3.3/s",
        "BYTES_PER_SECOND, 1048576, 1 MiB/s"
    })
    void people_see_their_own_units(Unit unit, double value, String shown) {
        assertThat(unit.show(value)).isEqualTo(shown);
    }
}
