package dev.vitals.triage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are damaged, or that mean harm: each is refused in one line that names the place. */
class HostileFilesTest {
    @TempDir
    Path directory;

    static Stream<Arguments> policies() {
        return Stream.of(
                Arguments.of("[".repeat(100_000), "line 1: is no JSON"),
                Arguments.of("{\"rules\":" + "{\"a\":".repeat(50_000), "line 1: is no JSON"),
                Arguments.of("{\"rules\": [], // none\n}", "line 1: is no JSON"),
                Arguments.of("{\"rules\": [],}", "line 1: is no JSON"),
                Arguments.of("{\"standard\": true} {}", "line 1: nothing may follow the object"),
                Arguments.of("null", "line 1: must be an object"),
                Arguments.of("{\"rules\": null}", "rules: must be an object"),
                Arguments.of("{\"severities\": null}", "severities: must be an object"),
                Arguments.of("{\"standard\": \"no\"}", "standard: must be true or false"),
                Arguments.of("{\"otherwise\": 3}", "otherwise: must be one of P0"),
                Arguments.of("{\"severities\": {\"P0\": {}, \"SEV-1\": {}}}", "SEV-1: is another name"),
                Arguments.of(
                        "{\"severities\": {\"P0\": {\"updateEvery\": \"0 s\"}}}", "updateEvery: must be from PT1S"),
                Arguments.of(
                        "{\"severities\": {\"P0\": {\"respondWithin\": \"PT9999999999999999999H\"}}}",
                        "respondWithin: must be a duration"),
                Arguments.of(rule("\"lasting\": \"999999999 d\""), "lasting: must be from PT0S to 30 days"),
                Arguments.of(rule("\"lasting\": \"-5 m\""), "lasting: must be a duration"),
                Arguments.of(level("1e999999999"), "atLeast: must be a number that can be reached"),
                Arguments.of(level("NaN"), "line 1: is no JSON"),
                Arguments.of(level("9".repeat(5_000)), "line 1: is no JSON"),
                Arguments.of(rule("\"checks\": 1e400"), "checks: must be a whole number from 1"),
                Arguments.of(rule("\"checks\": 1.5"), "checks: must be a whole number from 1"),
                Arguments.of(rule("\"impact\": []"), "impact: is never reached: the list is empty"),
                Arguments.of(rule("\"cause\": \" \""), "cause: must be a text that is not blank"),
                Arguments.of(rule("\"check\": \"" + "x".repeat(500_000) + "\""), "check: must be a text"),
                Arguments.of(rule("\"check\": [" + many("\"x%d\"", 2_000) + "]"), "check: has 2000 items"),
                Arguments.of("{\"rules\": [" + many("{\"name\": \"%d\"}", 20_000) + "]}", "rules: has 20000 items"),
                Arguments.of(rule("\"sev\\u000aerity\\u001b[31m\": 1"), "is no key here"),
                Arguments.of(
                        "{\"rules\": [" + each("CRITICAL") + "," + each("MAJOR") + "," + each("MINOR")
                                + ",\n{\"name\": \"any\", \"severity\": \"P3\"}]}",
                        "line 2, rules[3]: is never reached: earlier rules together"));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void is_refused_with_its_place(String json, String words) {
        List<String> faults = faults(() -> SeverityPolicy.parse("mine", json));

        assertThat(faults).anyMatch(fault -> fault.startsWith("mine line ") && fault.contains(words));
        assertThat(faults)
                .allSatisfy(fault -> assertThat(fault)
                        .hasSizeLessThan(400)
                        .matches(text -> text.chars().noneMatch(Character::isISOControl), "one line"));
    }

    @Test
    void a_file_that_is_no_text_or_too_large_or_not_there_is_named() throws IOException {
        Path utf16 = Files.writeString(directory.resolve("utf16.json"), "{\"rules\": []}", StandardCharsets.UTF_16);
        Path large = Files.writeString(directory.resolve("large.json"), " ".repeat(1_000_001));

        for (Path file : List.of(utf16, large, directory.resolve("none.json"), directory)) {
            assertThat(faults(() -> SeverityPolicy.read(file)))
                    .singleElement()
                    .asString()
                    .contains(file.toString());
        }
    }

    private static String rule(String more) {
        return "{\"rules\": [{\"name\": \"r\", \"severity\": \"P0\", " + more + "}]}";
    }

    private static String level(String number) {
        return rule("\"observation\": {\"name\": \"x\", \"atLeast\": " + number + "}");
    }

    private static String each(String impact) {
        return "{\"name\": \"" + impact + "\", \"severity\": \"P1\", \"impact\": \"" + impact + "\"}";
    }

    private static String many(String item, int count) {
        return IntStream.range(0, count).mapToObj(item::formatted).collect(Collectors.joining(","));
    }

    private static List<String> faults(Runnable reading) {
        InvalidTriageException fault = catchThrowableOfType(InvalidTriageException.class, reading::run);
        assertThat(fault).isNotNull();
        return fault.faults();
    }
}
