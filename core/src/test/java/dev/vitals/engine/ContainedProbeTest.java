package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.ProbeTimeoutException;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContainedProbeTest {
    private static final ProbeContext CONTEXT =
            new RunContext("a", new TestTime(), new Counters(), new Stays(), text -> text, Long.MAX_VALUE);

    private static Result check(Callable<Result> body) {
        return new ContainedProbe(context -> body.call()).check(CONTEXT);
    }

    private static Result thrown(Throwable error) {
        return check(() -> sneak(error));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> Result sneak(Throwable error) throws E {
        throw (E) error;
    }

    private static List<Evidence> diagnose(Callable<List<Evidence>> body) {
        Probe probe = new Probe() {
            @Override
            public Result check(ProbeContext context) {
                return Result.up();
            }

            @Override
            public List<Evidence> diagnose(ProbeContext context) throws Exception {
                return body.call();
            }
        };
        return new ContainedProbe(probe).diagnose(CONTEXT);
    }

    @Test
    void an_answer_passes_as_it_is() {
        Result answer = Result.degraded("test.slow", "slow");

        assertThat(check(() -> answer)).isSameAs(answer);
    }

    static Stream<Throwable> throwables() {
        return Stream.of(
                new IOException("planted"),
                new IllegalStateException("planted"),
                new InterruptedException("planted"),
                new AssertionError("planted"),
                new StackOverflowError("planted"),
                new OutOfMemoryError("planted"),
                new NoClassDefFoundError("planted"),
                new InternalError("planted"),
                new Throwable("planted"));
    }

    @ParameterizedTest
    @MethodSource("throwables")
    void whatever_it_throws_is_down_with_type_message_and_stack(Throwable error) {
        Result result = thrown(error);

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.cause()).isEqualTo("probe.error");
        assertThat(result.summary())
                .isEqualTo("the probe threw " + error.getClass().getSimpleName() + ": planted");
        assertThat(((Evidence.Text) result.evidence().get(0)).lines())
                .first()
                .asString()
                .contains(ContainedProbeTest.class.getName());
    }

    private static int overflow(int depth) {
        return depth < 0 ? 0 : overflow(depth + 1) + 1;
    }

    @Test
    void a_stack_that_really_overflows_is_contained() {
        Result result = check(() -> Result.up("" + overflow(0)));

        assertThat(result.summary()).isEqualTo("the probe threw StackOverflowError");
        assertThat(((Evidence.Text) result.evidence().get(0)).lines()).hasSize(20);
    }

    @Test
    void memory_that_really_runs_out_is_contained() {
        Result result = check(() -> Result.up("" + new long[Integer.MAX_VALUE][Integer.MAX_VALUE].length));

        assertThat(result.summary()).startsWith("the probe threw OutOfMemoryError");
    }

    @Test
    @SuppressWarnings("NullAway")
    void no_answer_is_down_and_no_evidence_is_none() {
        Result result = check(() -> null);

        assertThat(result.cause()).isEqualTo("probe.error");
        assertThat(result.summary()).contains(getClass().getName(), "returned null instead of a result");
        assertThat(result.remedies().get(0).advice()).contains("Result.unknown(…)");
        assertThat(diagnose(() -> null)).isEmpty();
        assertThat(diagnose(() -> Arrays.asList((Evidence) null)).get(0).title())
                .contains("NullPointerException");
    }

    @Test
    void a_probe_that_gives_up_for_lack_of_time_has_timed_out() {
        assertThat(thrown(new ProbeTimeoutException("x")).cause()).isEqualTo("probe.timeout");
    }

    @Test
    void the_root_of_a_chain_of_causes_is_named_and_nothing_in_between() {
        Exception root = new IOException("connection refused");
        Result result = thrown(new IllegalStateException("outer", new IllegalArgumentException("middle", root)));

        assertThat(result.summary())
                .isEqualTo("the probe threw IllegalStateException: outer, caused by IOException: connection refused");
    }

    @Test
    void a_circle_of_causes_ends() {
        Exception first = new IllegalStateException("first");
        Exception second = new IllegalStateException("second", first);
        first.initCause(second);

        assertThat(thrown(first).summary()).contains("IllegalStateException: first");
    }

    @Test
    void an_anonymous_exception_is_named_by_its_full_name() {
        assertThat(thrown(new IllegalStateException("planted") {}).summary())
                .contains(ContainedProbeTest.class.getName() + "$", ": planted");
    }

    @Test
    void an_exception_whose_own_methods_throw_is_named_by_its_type_alone() {
        Result result = thrown(new Hostile());

        assertThat(result.status()).isEqualTo(Status.DOWN);
        assertThat(result.summary())
                .isEqualTo("the probe threw " + Hostile.class.getName() + ", which cannot be described");
        assertThat(result.evidence()).isEmpty();
        assertThat(diagnose(() -> {
                    throw new Hostile();
                }))
                .hasSize(1);
    }

    @Test
    void of_a_huge_message_no_more_is_kept_than_is_read_later() {
        Result result = thrown(new IllegalStateException("x".repeat(50_000_000)));

        assertThat(result.summary()).hasSizeBetween(RedactedProbe.READ, RedactedProbe.READ + 100);
    }

    @Test
    void a_diagnosis_that_throws_is_evidence_of_that() {
        List<Evidence> evidence = diagnose(() -> {
            throw new IOException("planted");
        });

        assertThat(evidence).extracting(Evidence::title).containsExactly("the diagnosis threw IOException: planted");
    }

    private static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new StackOverflowError("hostile");
        }

        @Override
        public synchronized Throwable getCause() {
            throw new IllegalStateException("hostile");
        }

        @Override
        @SuppressWarnings("NullAway")
        public StackTraceElement[] getStackTrace() {
            return null;
        }
    }
}
