package dev.vitals.probe;

import dev.vitals.InvalidConfigurationException;
import dev.vitals.NullArguments;
import dev.vitals.Vitals;
import dev.vitals.VitalsBuilder;
import dev.vitals.report.Escalation;
import dev.vitals.report.Response;
import dev.vitals.report.ResponsePlan;
import dev.vitals.report.RootCause;
import dev.vitals.report.Ruling;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import dev.vitals.report.Triage;
import dev.vitals.report.Verdict;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.ProbeSettings;
import dev.vitals.triage.Catalogue;
import dev.vitals.triage.Runbook;
import dev.vitals.triage.SeverityPolicy;
import dev.vitals.triage.SeverityRule;
import dev.vitals.triage.Triages;
import java.lang.reflect.Executable;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an application or an author of a probe leaves out is named, wherever it was to go. */
class NamedNullsTest {
    private static final Cause CAUSE = Cause.of("a.b", Cause.Kind.SLOW, "title", "why");
    private static final Threshold THRESHOLD = Threshold.ratioAbove(0.1, 0.2);

    private static final NullArguments NULLS = new NullArguments(List.of(
            "a",
            1,
            1L,
            0.5,
            true,
            new String[0],
            new Object[0],
            new Subject[0],
            Optional.empty(),
            OptionalDouble.empty(),
            List.of(),
            Set.of(),
            Map.of(),
            Duration.ofSeconds(1),
            UnaryOperator.identity(),
            (Predicate<Object>) any -> true,
            (Triage) checks -> Verdict.HEALTHY,
            (Probe) context -> Result.up(),
            CAUSE,
            Cause.Kind.SLOW,
            THRESHOLD,
            Unit.RATIO,
            Threshold.Direction.ABOVE,
            Size.ofBytes(1),
            Status.DEGRADED,
            Impact.MAJOR,
            Scope.LOCAL,
            Hold.NONE,
            CheckPolicy.DEFAULT,
            Check.of("a", context -> Result.up()),
            Subject.pool("a"),
            Subject.Kind.POOL,
            Phrase.of("a"),
            Command.shell("a"),
            Command.Language.SHELL,
            Argument.word("a"),
            Argument.Quoting.SHELL_WORD,
            Remedy.of("a"),
            new Evidence.Text("a", List.of()),
            Observation.ratio("a", 0.5),
            Result.down("a", "a"),
            Selection.ALL,
            Verdict.HEALTHY,
            Severity.P0,
            CauseLink.Where.ANYWHERE,
            CauseLink.anywhere("a", "b", "a"),
            new ProbeSettings(Map.of()),
            Catalogue.of(List.of()),
            Runbook.of(Catalogue.of(List.of())),
            SeverityPolicy.STANDARD,
            ResponsePlan.STANDARD,
            ResponsePlan.STANDARD.to(Severity.P0),
            Vitals.builder("a")));

    static Stream<Executable> executables() {
        return NULLS.executables(
                        Argument.class,
                        Cause.class,
                        Check.class,
                        CheckPolicy.class,
                        Command.class,
                        Evidence.Node.class,
                        Evidence.Table.class,
                        Evidence.Text.class,
                        Evidence.Tree.class,
                        Hold.class,
                        Observation.class,
                        Phrase.class,
                        Quantities.class,
                        Remedy.class,
                        Result.class,
                        Size.class,
                        Status.class,
                        Subject.class,
                        Threshold.class,
                        RootCause.class,
                        RootCause.Symptom.class,
                        Selection.class,
                        Verdict.class,
                        CauseLink.class,
                        ProbeSettings.class,
                        Catalogue.class,
                        SeverityRule.class,
                        SeverityPolicy.class,
                        Runbook.class,
                        ResponsePlan.class,
                        Response.class,
                        Escalation.class,
                        Ruling.class,
                        Triages.class,
                        VitalsBuilder.class,
                        InvalidConfigurationException.class)
                .filter(member -> !member.getName().equals("valueOf"))
                // These name what their caller was given.
                .filter(member -> !member.getName().startsWith("require"));
    }

    @ParameterizedTest
    @MethodSource("executables")
    void an_argument_that_is_null_is_named(Executable member) throws ReflectiveOperationException {
        RecordComponent[] components = member.getDeclaringClass().getRecordComponents();
        NULLS.assertNamed(
                member,
                components == null
                        ? new String[0]
                        : Stream.of(components).map(RecordComponent::getName).toArray(String[]::new));
    }
}
