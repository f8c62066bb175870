package dev.vitals.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.report.Selection;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people type at a report with jq. */
@EnabledIf(value = "isInstalled", disabledReason = "there is no jq on this machine")
class JqTest {
    static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> new File(directory, "jq").canExecute());
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", textBlock = """
        .at | fromdate => 1795143773
        .since | fromdate => 1795143521
        .respondBy | fromdate => 1795144421
        .checks["orders-pool"].checkedAt | fromdate => 1795143770
        (.at | fromdate) - (.since | fromdate) == .lasting => true
        .checks | keys_unsorted[0] => orders-pool
        .checks["orders-db.locks"].observations["locks.wait"].value => 250
        [.checks[] | select(.status != "UP")] | length => 3
        .rootCauses[0].check as $root | .checks[$root].remedies[].command // empty => SELECT pg_terminate_backend(10728);
        .checks["orders-pool"].evidence[] | select(.title == "holding") | .rows[0].threads => ×9
        [.checks[].evidence[].tree[]? | recurse(.children[]) ] | length => 4
        .checks["orders-pool"].policy.interval => 10
        [.. | nulls] | length => 0
        """)
    void a_question_has_its_answer(String program, String answer) throws Exception {
        assertThat(jq(program)).isEqualTo(answer);
    }

    @Test
    void the_examples_of_the_reference_work() throws Exception {
        String reference = Files.readString(Path.of("..", "docs", "reference", "endpoint.md"));
        List<String> examples =
                reference.lines().filter(line -> line.startsWith("jq ")).toList();

        assertThat(examples).hasSizeGreaterThan(3);
        for (String example : examples) {
            assertThat(answer("sh", "-c", example)).isNotEmpty();
        }
    }

    private static String jq(String program) throws IOException, InterruptedException {
        return answer("jq", "-r", program);
    }

    private static String answer(String... command) throws IOException, InterruptedException {
        Process jq = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (OutputStream in = jq.getOutputStream()) {
            in.write(JsonFormat.DEFAULT.render(Reports.report(Selection.ALL, Reports.incident()), Access.DETAIL));
        }
        String output = new String(jq.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(jq.waitFor()).as(output).isZero();
        return output;
    }
}
