package dev.vitals.triage;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Counts;
import dev.vitals.report.Timing;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Makes checks for tests as a fresh run would leave them. */
public final class Checks {
    /** When every report of a test is made. */
    public static final Instant AT = Instant.parse("2026-11-20T03:02:53Z");

    private Checks() {}

    public static CheckReport check(String name, Result result) {
        return check(name, result, policy -> policy);
    }

    public static CheckReport check(String name, Result result, UnaryOperator<CheckPolicy> policy) {
        return check(name, result, Duration.ofMinutes(4), policy);
    }

    public static CheckReport check(String name, Result result, Duration lasting, UnaryOperator<CheckPolicy> policy) {
        Timing timing = Timing.builder(AT.minus(lasting))
                .lasting(lasting)
                .checkedAt(AT.minusSeconds(3), Duration.ofSeconds(3))
                .took(Duration.ofMillis(12))
                .build();
        return CheckReport.builder(name, policy.apply(CheckPolicy.DEFAULT))
                .result(result)
                .timing(timing)
                .counts(Counts.NONE.run(result.status() == Status.DOWN, false).transition())
                .build();
    }

    static CheckReport failing(String name, Status status, String cause, UnaryOperator<CheckPolicy> policy) {
        return check(name, Result.of(status, cause, "something is wrong"), policy);
    }

    static CheckReport failing(String name, Impact impact, Status status) {
        return failing(name, status, "thing.broken", policy -> policy.impact(impact));
    }
}
