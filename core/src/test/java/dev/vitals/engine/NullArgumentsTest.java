package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.report.Selection;
import dev.vitals.report.Verdict;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NullArgumentsTest {
    private static final Probe WELL = context -> Result.up();

    @SuppressWarnings("NullAway") // that is what is tested
    static Stream<Arguments> calls() {
        VitalsBuilder builder = Vitals.builder("test");
        Check check = Check.of("a", WELL);
        Report.Builder report = Report.builder("test", Selection.ALL);
        CheckReport.Builder one = CheckReport.builder("a", CheckPolicy.DEFAULT);
        return Stream.of(
                call("application", () -> Vitals.builder(null)),
                call("name", () -> builder.check(null, WELL)),
                call("change", () -> builder.check("a", WELL, null)),
                call("type", () -> builder.check("a", null, Map.of())),
                call("settings", () -> builder.check("a", "smtp", null)),
                call("set", () -> builder.add(null)),
                call("check", () -> builder.policy(null, policy -> policy)),
                call("change", () -> builder.policy("a", null)),
                call("check", () -> builder.allowSharedInLiveness(null)),
                call("limit", () -> builder.deadline(null)),
                call("further", () -> builder.redactor(null)),
                call("listener", () -> builder.statusListener(null)),
                call("listener", () -> builder.reportListener(null)),
                call("source", () -> builder.time(null)),
                call("change", () -> check.with(null)),
                call("group", () -> Selection.group(null)),
                call("names", () -> Selection.ALL.without(null)),
                call("excluded", () -> new Selection(Optional.empty(), null)),
                call("shown", () -> report.checks(null)),
                call("judged", () -> report.verdict(null)),
                call("gathered", () -> one.diagnosis(null)),
                call("past", () -> one.history(null)),
                call("rootCauses", () -> new Verdict(Optional.empty(), Optional.empty(), null)),
                call("symptoms", () -> new RootCause("a", null)));
    }

    @SuppressWarnings("NullAway") // that is what is tested
    static Stream<Arguments> reads() {
        return Stream.of(read("selection", vitals -> vitals.report(null)), read("name", vitals -> vitals.check(null)));
    }

    private static Arguments call(String name, Runnable call) {
        return Arguments.of(name, call);
    }

    private static Arguments read(String name, Consumer<Vitals> read) {
        return Arguments.of(name, read);
    }

    @ParameterizedTest
    @MethodSource("calls")
    void a_null_is_refused_by_its_name(String name, Runnable call) {
        assertThat(catchThrowableOfType(NullPointerException.class, call::run)).hasMessage(name);
    }

    @ParameterizedTest
    @MethodSource("reads")
    void a_null_is_refused_by_its_name_by_an_aggregator_at_work(String name, Consumer<Vitals> read) {
        try (Vitals vitals =
                Vitals.builder("test").schedule(false).check("a", WELL).build()) {
            assertThat(catchThrowableOfType(NullPointerException.class, () -> read.accept(vitals)))
                    .hasMessage(name);
        }
    }
}
