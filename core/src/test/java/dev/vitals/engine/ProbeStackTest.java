package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Evidence.Node;
import dev.vitals.probe.Evidence.Table;
import dev.vitals.probe.Evidence.Text;
import dev.vitals.probe.Evidence.Tree;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.spi.Redactor;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the behaviours around a probe do together, in the order they are put in. */
class ProbeStackTest {
    private static final ProbeContext CONTEXT =
            new RunContext("a", new TestTime(), new Counters(), new Stays(), text -> text, Long.MAX_VALUE);
    private static final String SECRET = "hunter2";
    private static final Redactor REDACTOR = new StandardRedactor();

    private static Result check(Probe probe) {
        return ProbeStack.assemble(probe, REDACTOR).check(CONTEXT);
    }

    private static Result check(Result result) {
        return check(context -> result);
    }

    private static Probe diagnosing(List<Evidence> evidence) {
        return new Probe() {
            @Override
            public Result check(ProbeContext context) {
                return Result.up();
            }

            @Override
            public List<Evidence> diagnose(ProbeContext context) {
                return evidence;
            }
        };
    }

    @Test
    void no_text_of_an_answer_gets_past_the_redactor() {
        String leak = "password=" + SECRET;
        Result result = Result.down("test.broken", leak)
                .about(Subject.pool(leak))
                .observe(Observation.count(leak, 1))
                .evidence(new Text(leak, List.of(leak)))
                .evidence(new Table(leak, List.of(leak), List.of(List.of(leak))))
                .evidence(new Tree(leak, List.of(new Node(leak, Map.of(leak, leak), List.of(Node.leaf(leak))))))
                .remedy(Remedy.of(leak).run(Command.shell("echo {}", leak)));

        assertThat(result.toString().split(SECRET, -1)).hasSize(16);
        assertThat(check(result).toString()).doesNotContain(SECRET);
        assertThat(ProbeStack.assemble(diagnosing(result.evidence()), REDACTOR)
                        .diagnose(CONTEXT)
                        .toString())
                .doesNotContain(SECRET);
    }

    @Test
    void a_value_whose_name_stands_apart_is_masked_by_that_name() {
        Result result = Result.down("test.broken", "broken")
                .evidence(
                        new Table("t", List.of("user", "api_key"), List.of(List.of("web", SECRET), List.of("db", ""))))
                .evidence(new Tree("t", List.of(new Node("n", Map.of("password", SECRET, "pid", "4711"), List.of()))));

        List<Evidence> shown = check(result).evidence();

        assertThat(shown)
                .containsExactly(
                        new Table(
                                "t",
                                List.of("user", "api_key"),
                                List.of(List.of("web", StandardRedactor.MASK), List.of("db", ""))),
                        new Tree(
                                "t",
                                List.of(new Node(
                                        "n", Map.of("password", StandardRedactor.MASK, "pid", "4711"), List.of()))));
    }

    @Test
    void what_an_exception_says_is_redacted() {
        Result result = check((Probe) context -> {
            throw new IllegalStateException(
                    "cannot reach postgres://app:" + SECRET + "@db", new IllegalStateException("pwd=" + SECRET));
        });

        assertThat(result.toString()).doesNotContain(SECRET).contains("IllegalStateException", "@db");
    }

    /** Wherever the cut falls, it does not fall between a secret and what would have given it away. */
    @Test
    void no_secret_is_laid_bare_by_a_cut() {
        for (int before = 400; before <= 500; before++) {
            String text = "x".repeat(before) + " postgres://app:" + SECRET + "@db.internal/orders";
            assertThat(check(Result.down("test.broken", text)).summary())
                    .as("%d characters before it", before)
                    .doesNotContain("hun");
        }
    }

    @Test
    void summaries_end_at_five_hundred_characters_and_lines_at_a_thousand() {
        String text = "x".repeat(5_000);

        Result result = check(Result.down("test.broken", text).evidence(new Text("t", List.of(text))));

        assertThat(result.summary()).hasSize(500).endsWith("x…");
        assertThat(((Text) result.evidence().get(0)).lines().get(0))
                .hasSize(1_000)
                .endsWith("x…");
        assertThat(check(Result.up("y".repeat(500))).summary()).hasSize(500).endsWith("y");
    }

    static Stream<Arguments> oddTexts() {
        return Stream.of(
                Arguments.of("line one\nline two\r\n", "line one line two  "),
                Arguments.of("tab\there", "tab here"),
                Arguments.of("a\u2028b\u0085c", "a b\ufffdc"),
                Arguments.of("\u001b[31mred", "\ufffd[31mred"),
                Arguments.of("nul \0 inside", "nul \ufffd inside"),
                Arguments.of("\0", "\ufffd"),
                Arguments.of("half \ud83d a pair", "half \ufffd a pair"),
                Arguments.of("\udc00 the other half", "\ufffd the other half"),
                Arguments.of("evil \u202egnp.exe", "evil \ufffdgnp.exe"),
                Arguments.of("\u2066a\u2069 \u202ab", "\ufffda\ufffd \ufffdb"),
                Arguments.of("joined \u200d, hidden \u200b and \u200e", "joined \ufffd, hidden \ufffd and \ufffd"),
                Arguments.of("a whole \ud83d\ude00 pair", "a whole \ud83d\ude00 pair"),
                Arguments.of("grüße, 日本", "grüße, 日本"));
    }

    @ParameterizedTest
    @MethodSource("oddTexts")
    void a_text_becomes_one_line_that_can_be_shown_and_encoded_anywhere(String text, String shown) {
        Result result = check(Result.down("test.odd", text).evidence(new Text("t" + text, List.of(text))));

        assertThat(result.summary()).isEqualTo(shown);
        assertThat(((Text) result.evidence().get(0)).lines()).containsExactly(shown);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(result.toString()))
                .isTrue();
    }

    @Test
    void a_pair_of_surrogates_is_not_cut_in_half() {
        for (int before = 496; before <= 500; before++) {
            String summary = check(Result.up("x".repeat(before) + "\ud83d\ude00".repeat(10)))
                    .summary();
            assertThat(summary).hasSizeLessThanOrEqualTo(500).doesNotContain("\ufffd");
        }
    }

    static Stream<Redactor> badRedactors() {
        return Stream.of(
                text -> {
                    throw new StackOverflowError("planted");
                },
                text -> {
                    throw new IllegalStateException(text);
                });
    }

    @ParameterizedTest
    @MethodSource("badRedactors")
    void a_redactor_that_fails_costs_the_text_and_neither_the_status_nor_the_secret(Redactor bad) {
        Result result = ProbeStack.assemble(
                        context -> Result.up("password=" + SECRET).observe(Observation.count("o", 1)), bad)
                .check(CONTEXT);

        assertThat(result.status()).isEqualTo(Status.UP);
        assertThat(result.summary()).isEqualTo("[could not be redacted: 16 characters dropped]");
        assertThat(result.observations()).hasSize(1);
    }

    @Test
    void a_redactor_that_leaves_nothing_leaves_a_mask() {
        Result result = ProbeStack.assemble(context -> Result.down("test.broken", SECRET), text -> "")
                .check(CONTEXT);

        assertThat(result.cause()).isEqualTo("test.broken");
        assertThat(result.summary()).isEqualTo("[redacted]");
    }

    @Test
    void an_answer_that_cannot_be_processed_at_all_is_dropped_unread() {
        Probe broken = new BackstopProbe(context -> {
            throw new OutOfMemoryError("planted");
        });

        assertThat(((BackstopProbe) broken).check(CONTEXT)).isSameAs(BackstopProbe.FALLBACK);
    }

    @Test
    void a_key_over_several_lines_is_masked_line_by_line() {
        List<String> lines = List.of("-----BEGIN PRIVATE KEY-----", SECRET, "-----END PRIVATE KEY-----", "after");

        Result result = check(Result.degraded("test.key", "a key").evidence(new Evidence.Text("configuration", lines)));

        assertThat(((Evidence.Text) result.evidence().get(0)).lines())
                .hasSize(4)
                .last()
                .isEqualTo("after");
        assertThat(result.toString()).doesNotContain(SECRET);
    }

    @Test
    void a_tree_a_hundred_thousand_deep_keeps_its_status_and_its_first_nodes() {
        Node deep = Node.leaf("end");
        for (int i = 0; i < 100_000; i++) {
            deep = new Node("node " + i, List.of(deep));
        }

        Result result =
                check(Result.degraded("test.deep", "deep").evidence(new Tree("who blocks whom", List.of(deep))));

        assertThat(result.status()).isEqualTo(Status.DEGRADED);
        assertThat(((Tree) result.evidence().get(0)).roots().get(0).text()).isEqualTo("node 99999");
    }

    @Test
    void the_largest_answer_there_is_takes_bounded_time_and_memory() {
        String cell = "password=hunter2 ".repeat(100_000);
        List<String> row = Collections.nCopies(32, cell);
        Evidence table = new Table(cell, row, Collections.nCopies(100_000, row));
        Result hostile = Result.down("test.hostile", cell)
                .withObservations(Collections.nCopies(10_000, Observation.count(cell, 1)))
                .withEvidence(Collections.nCopies(16, table))
                .withRemedies(Collections.nCopies(10_000, Remedy.of(cell).run(Command.shell("echo {}", cell))));
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadCpuTime();

        Result result = check(hostile);

        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - before)).isLessThan(Duration.ofSeconds(30));
        assertThat(result.toString()).hasSizeLessThan(2_000_000).doesNotContain(SECRET);
        assertThat(result.cause()).isEqualTo("test.hostile");
    }
}
