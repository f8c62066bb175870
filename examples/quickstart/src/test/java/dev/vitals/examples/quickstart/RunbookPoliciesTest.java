package dev.vitals.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.incident.IncidentDocuments;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Escalation;
import dev.vitals.report.Response;
import dev.vitals.report.Ruling;
import dev.vitals.report.Severity;
import dev.vitals.report.Timing;
import dev.vitals.triage.Catalogue;
import dev.vitals.triage.Runbook;
import dev.vitals.triage.SeverityPolicy;
import dev.vitals.triage.Triages;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Five runbooks as policies, each against the examples that its own table of severities lists. */
class RunbookPoliciesTest {
    private static final Path RUNBOOKS = Path.of("..", "runbooks");
    private static final Catalogue CATALOGUE = Catalogue.load();

    @ParameterizedTest(name = "{0}: {8}")
    @CsvSource({
        // runbook, severity, check, impact, status, cause, minutes, observed, example
        "zenamanage, P0, shop, CRITICAL, DOWN, http.server-error, 1, , complete service outage",
        "zenamanage, P0, orders-db, MAJOR, DOWN, db.refused, 1, , database unavailable",
        "zenamanage, P0, orders-db, MINOR, DOWN, db.corrupt, 1, , data loss or corruption",
        "zenamanage, P1, search, MAJOR, DOWN, http.server-error, 1, , major feature unavailable",
        "zenamanage, P1, shop, CRITICAL, DEGRADED, http.slow, 1, , performance degradation > 50 %",
        "zenamanage, P1, shop-errors, MAJOR, DEGRADED, http.server-error, 1, meter.value=0.11, error rate > 10 %",
        "zenamanage, P1, login, MINOR, DOWN, http.server-error, 1, , authentication issues",
        "zenamanage, P2, export, MINOR, DOWN, http.server-error, 1, , minor feature issues",
        "zenamanage, P2, search, MAJOR, DEGRADED, http.slow, 1, , performance degradation",
        "zenamanage, P2, shop-errors, MINOR, DEGRADED, http.server-error, 1, meter.value=0.06, error rate 5-10 %",
        "zenamanage, P3, shop-errors, MAJOR, DEGRADED, http.server-error, 1, meter.value=0.04, error rate < 5 %",
        "zenamanage, P3, export, MINOR, DEGRADED, http.slow, 1, , minor performance impact",
        "agency, P0, shop, CRITICAL, DOWN, http.server-error, 1, , complete outage",
        "agency, P0, payments, MINOR, DOWN, http.server-error, 1, , payment failures",
        "agency, P0, orders-db, MINOR, DOWN, db.auth, 1, , database connection failure",
        "agency, P0, shop-certificate, MINOR, DOWN, tls.expired, 1, , certificate expiry",
        "agency, P1, sessions, MINOR, DOWN, redis.refused, 1, , Redis or cache failure",
        "agency, P1, login, MINOR, DOWN, http.server-error, 1, , login broken",
        "agency, P1, invoicing, MINOR, DOWN, http.server-error, 1, , invoicing down",
        "agency, P1, memory, MINOR, DOWN, memory.exhausted, 1, , high memory usage",
        "agency, P2, memory, MINOR, DEGRADED, memory.high, 1, , high memory usage SEV-3",
        "agency, P2, cpu, MINOR, DEGRADED, cpu.high, 1, , high CPU usage SEV-3",
        "agency, P2, search, MAJOR, DEGRADED, http.slow, 1, , slow performance",
        "agency, P3, fonts, MINOR, UNKNOWN, http.slow, 1, , cosmetic",
        "portfolio, P0, website, MINOR, DOWN, http.server-error, 1, , website completely down",
        "portfolio, P0, orders-db, MINOR, DOWN, db.refused, 1, , database unavailable",
        "portfolio, P0, orders-db, MINOR, DOWN, db.corrupt, 1, , data corruption",
        "portfolio, P0, shop, CRITICAL, DOWN, http.server-error, 6, , service unavailability > 5 minutes",
        "portfolio, P1, shop, CRITICAL, DOWN, http.server-error, 4, , service unavailable for less",
        "portfolio, P1, search, MINOR, DEGRADED, http.slow, 1, http.answer=5.5, slow response times (>5s)",
        "portfolio, P1, login, MINOR, DOWN, http.server-error, 1, , authentication failures",
        "portfolio, P1, payments, MINOR, DOWN, http.server-error, 1, , payment processing issues",
        "portfolio, P1, shop-errors, MINOR, DEGRADED, http.server-error, 1, meter.value=0.11, error rates (>10%)",
        "portfolio, P2, shop-errors, MINOR, DEGRADED, http.json, 3, meter.value=0.06, error rate > 5 % for > 2 minutes",
        "portfolio, P2, export, MINOR, DOWN, disk.missing, 1, , non-critical feature failures",
        "portfolio, P2, search, MAJOR, DEGRADED, redis.slow, 1, , performance degradation",
        "portfolio, P2, maps, MINOR, DEGRADED, http.slow, 1, , third-party service issues",
        "portfolio, P2, alerts, MINOR, DEGRADED, alerts.active, 1, , monitoring alerts",
        "portfolio, P3, maps, MINOR, DEGRADED, http.maintenance, 1, , maintenance notifications",
        "portfolio, P3, uploads, MAJOR, DEGRADED, disk.low, 1, , capacity warnings",
        "sergas, P0, api, MINOR, DOWN, http.server-error, 1, , API down",
        "sergas, P0, orders-db, MINOR, DOWN, db.refused, 1, , database unavailable",
        "sergas, P0, orders-db, MINOR, DOWN, db.corrupt, 1, , data loss",
        "sergas, P1, shop-errors, MINOR, DEGRADED, http.server-error, 1, meter.value=0.11, high error rate",
        "sergas, P1, orders-pool, MINOR, DEGRADED, pool.exhausted, 1, , connection pool exhausted",
        "sergas, P1, shop, CRITICAL, DEGRADED, http.slow, 1, , slow performance",
        "sergas, P1, auth, MINOR, DOWN, http.server-error, 1, , auth failures",
        "sergas, P2, export, MINOR, DOWN, http.server-error, 1, , non-critical feature broken",
        "sergas, P2, search, MAJOR, DEGRADED, http.slow, 1, , increased latency",
        "sergas, P2, zoho, MINOR, DEGRADED, http.rate-limited, 1, , partner's rate limiting",
        "sergas, P3, logs, MINOR, DEGRADED, disk.low, 1, , non-blocking warning",
        "bomizzel, P0, shop, CRITICAL, DOWN, http.server-error, 1, , application down",
        "bomizzel, P0, orders-db, MINOR, DOWN, db.refused, 1, , database unavailable",
        "bomizzel, P1, shop-errors, MINOR, DEGRADED, http.json, 3, meter.value=0.06, error rate > 5 % for sustained period",
        "bomizzel, P3, shop-errors, MINOR, DEGRADED, http.json, 1, meter.value=0.06, error rate > 5 % for a moment",
        "bomizzel, P1, search, MINOR, DEGRADED, http.slow, 1, , slow response times",
        "bomizzel, P1, orders-db.locks, MINOR, DEGRADED, locks.blocked, 1, , lock timeouts",
        "bomizzel, P2, export, MINOR, DOWN, http.server-error, 1, , non-critical features broken",
        "bomizzel, P3, fonts, MINOR, DEGRADED, http.json, 1, , minor bugs"
    })
    void says_of_an_example_what_the_runbook_says(
            String runbook,
            Severity expected,
            String check,
            Impact impact,
            Status status,
            String cause,
            long minutes,
            String observed,
            String example) {
        Result result = Result.of(status, cause, example);
        if (observed != null) {
            String[] parts = observed.split("=", 2);
            result = result.observe(Observation.ratio(parts[0], Double.parseDouble(parts[1])));
        }
        CheckReport report = CheckReport.builder(check, CheckPolicy.DEFAULT.impact(impact))
                .result(result)
                .timing(Timing.builder(Instant.EPOCH)
                        .lasting(Duration.ofMinutes(minutes))
                        .build())
                .build();

        assertThat(judge(runbook, report).severity()).isEqualTo(expected);
    }

    @Test
    void several_parts_down_at_once_are_an_outage() {
        CheckReport[] reports = {down("a"), down("b"), down("c"), down("d"), down("e")};

        assertThat(judge("sergas", reports).severity()).isEqualTo(Severity.P0);
        assertThat(judge("sergas", reports[0], reports[1]).severity()).isEqualTo(Severity.P2);
    }

    @ParameterizedTest
    @CsvSource({
        "zenamanage, 15 60 240 1440, 30 60 240 1440, 'PT0S on-call engineer, PT30M senior engineer, PT2H engineering manager'",
        "agency, 15 60 240 1440, 30 30 60 1440, 'PT0S on-call, PT30M tech lead, PT1H product and support'",
        "portfolio, 15 60 240 1440, 30 60 240 1440, 'PT0S incident commander, PT0S on-call engineer, PT0S development team lead,"
                + " PT0S customer support'",
        "sergas, 0 15 60 240, 15 60 240 1440, 'PT0S on-call engineer, who becomes incident commander, PT1H engineering manager,"
                + " PT1H CTO'",
        "bomizzel, 15 60 240 1440, 30 60 240 1440, 'PT0S on-call engineer, PT15M team lead, PT30M engineering manager,"
                + " PT1H CTO or VP engineering'"
    })
    void has_the_times_and_the_ladder_of_the_runbook(String runbook, String respond, String update, String ladder) {
        SeverityPolicy policy = policy(runbook);

        assertThat(minutes(policy, Response::respondWithin)).isEqualTo(respond);
        assertThat(minutes(policy, Response::updateEvery)).isEqualTo(update);
        assertThat(policy.responses().to(Severity.P0).escalations().stream()
                        .map(RunbookPoliciesTest::words)
                        .collect(Collectors.joining(", ")))
                .isEqualTo(ladder);
    }

    private static String minutes(SeverityPolicy policy, Function<Response, Duration> time) {
        return List.of(Severity.values()).stream()
                .map(policy.responses()::to)
                .map(time)
                .map(duration -> String.valueOf(duration.toMinutes()))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zenamanage", "agency", "portfolio", "sergas", "bomizzel"})
    void has_message_templates_whose_placeholders_there_are(String runbook) {
        assertThat(IncidentDocuments.DEFAULT.with(RUNBOOKS.resolve(runbook))).isNotSameAs(IncidentDocuments.DEFAULT);
    }

    private static String words(Escalation rung) {
        return rung.after() + " " + rung.to();
    }

    private static CheckReport down(String name) {
        return CheckReport.builder(name, CheckPolicy.DEFAULT.impact(Impact.MINOR))
                .result(Result.down("http.server-error", "x"))
                .build();
    }

    private static SeverityPolicy policy(String runbook) {
        return SeverityPolicy.read(RUNBOOKS.resolve(runbook).resolve("severities.json"));
    }

    private static Ruling judge(String runbook, CheckReport... checks) {
        Optional<Ruling> ruling = Triages.of(policy(runbook), Runbook.of(CATALOGUE), CATALOGUE)
                .judge(List.of(checks))
                .ruling();
        return ruling.orElseThrow();
    }
}
