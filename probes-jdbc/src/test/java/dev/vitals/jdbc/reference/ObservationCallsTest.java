package dev.vitals.jdbc.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservationCallsTest {
    @TempDir
    Path directory;

    @Test
    void names_are_found_with_their_units_wherever_lines_break() throws IOException {
        source("""
                observe(Observation
                        .duration(
                                "locks.longest", age).against(limit));
                observe(Observation.of("statements.time", all / 1_000, Unit.SECONDS));
                observe(Observation.of("query.value", value, limit.unit()));
                """);

        assertThat(ObservationCalls.in(directory))
                .containsExactly(
                        Map.entry("locks.longest", "seconds"),
                        Map.entry("query.value", "that of its limit"),
                        Map.entry("statements.time", "seconds"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Observation.count(name, 1);",
                "Observation.count(\"pool.\" + name, 1);",
                "new Observation(\"pool.active\", 1, unit, limit);",
                "names.map(Observation::count);"
            })
    void a_name_that_cannot_be_read_from_its_call_is_refused(String statement) throws IOException {
        source(statement);

        assertThatIllegalStateException()
                .isThrownBy(() -> ObservationCalls.in(directory))
                .withMessageContaining("Sample.java: an observation's name must be a literal");
    }

    @Test
    void a_name_in_two_units_is_refused() throws IOException {
        source("Observation.count(\"db.size\", 1); Observation.bytes(\"db.size\", 1);");

        assertThatIllegalStateException()
                .isThrownBy(() -> ObservationCalls.in(directory))
                .withMessageContaining("'db.size' must mean one thing");
    }

    private void source(String statements) throws IOException {
        Files.writeString(directory.resolve("Sample.java"), "class Sample { void sample() { " + statements + " } }");
    }
}
