package dev.vitals.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.engine.CheckState.Moment;
import dev.vitals.engine.ReportAssembler.Reported;
import dev.vitals.format.Format;
import dev.vitals.format.HealthJsonFormat;
import dev.vitals.format.HtmlFormat;
import dev.vitals.format.JsonFormat;
import dev.vitals.format.KubernetesFormat;
import dev.vitals.format.MarkdownFormat;
import dev.vitals.format.MetricsFormat;
import dev.vitals.format.MicroProfileFormat;
import dev.vitals.format.TextFormat;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Command;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Passing;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import dev.vitals.report.Timing;
import dev.vitals.report.Triage;
import dev.vitals.triage.Catalogue;
import dev.vitals.triage.SeverityRule;
import dev.vitals.triage.Triages;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a check's report between two readers must say what a report of the same moment would say afresh. */
class KeptReportTest {
    private static final int STEPS = 60;
    private static final String SECRET = "hunter2";
    private static final List<Format> FORMATS = List.of(
            JsonFormat.DEFAULT,
            TextFormat.DEFAULT,
            HtmlFormat.DEFAULT,
            MarkdownFormat.DEFAULT,
            HealthJsonFormat.DEFAULT,
            KubernetesFormat.DEFAULT,
            MicroProfileFormat.DEFAULT,
            MetricsFormat.OPENMETRICS);

    private static final Triage TRIAGE = Triages.of(SeverityRule.DEFAULT, Catalogue.load());

    private final TestTime time = new TestTime();
    private final Workers workers = new Workers("vitals-kept-test", 8, 8);
    private final List<Patient> patients = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private Random random = new Random();

    @AfterEach
    void close() {
        patients.forEach(patient -> patient.gate.release(1_000));
        workers.close(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void what_was_kept_says_what_would_be_said_afresh(long seed) {
        random = new Random(seed);
        admit();
        for (int step = 0; step < STEPS; step++) {
            live();
            compare();
        }
    }

    private void admit() {
        patients.add(new Patient("db", policy -> policy.resource("db")));
        patients.add(new Patient("db.locks", policy -> policy.resource("db").dependsOn("db")));
        patients.add(new Patient("pool", policy -> policy.dependsOn("db.locks")));
        patients.add(
                new Patient("held", policy -> policy.failAfter(Hold.results(3)).recoverAfter(Hold.results(2))));
        patients.add(new Patient("alone", policy -> policy));
        // Its flapping ends while what it said last still counts.
        patients.add(new Patient("nervous", policy -> policy.maxAge(Duration.ofHours(1))));
        List<CheckRunner> runners = runners();
        new Dependants(runners, Expertise.of(Catalogue.load(), TRIAGE), random);
    }

    private List<CheckRunner> runners() {
        return patients.stream().map(patient -> patient.runner).toList();
    }

    /** Something happens to one of them, or to none. */
    private void live() {
        Patient patient = patients.get(random.nextInt(patients.size()));
        int event = random.nextInt(20);
        story.add(patient.name + " " + event);
        if (event < 9) {
            patient.answer = answer();
            patient.run(patient.runner.refresh());
        } else if (event < 11) {
            patient.run(patient.runner.lookClosely());
        } else if (event == 11) {
            patient.hang();
        } else if (event == 12) {
            patient.comeBack();
        } else if (event == 14) {
            flap();
        } else if (event == 13 && random.nextInt(3) == 0) {
            patient.runner.close();
        }
        if (random.nextInt(20) == 0) {
            time.advance(Duration.ofMinutes(random.nextInt(12)));
        } else if (random.nextInt(3) > 0) {
            time.advance(Duration.ofMillis(random.nextInt(random.nextBoolean() ? 900 : 40_000)));
        }
    }

    private void flap() {
        Patient nervous = patients.get(patients.size() - 1);
        for (int i = 0; i < 2 * Flaps.MANY; i++) {
            nervous.answer = i % 2 == 0 ? Result.down("test.broken", "broken") : Result.up();
            nervous.run(nervous.runner.refresh());
        }
    }

    private Result answer() {
        String words = List.of("", "slow, 3 of 4", "password=" + SECRET + " \u202e \"quoted\" <b>", "ä\n\u0000 ö")
                .get(random.nextInt(4));
        Result result = switch (random.nextInt(6)) {
            case 0 -> Result.degraded("test.slow", words + ".");
            case 1 -> Result.down("db.refused", words + "!");
            case 2 -> Result.down("test.broken", words + "?");
            case 3 -> Result.unknown("test.hidden", words + " -");
            default -> Result.up(words);
        };
        if (random.nextBoolean()) {
            result = result.observe(Observation.count("test.count", random.nextInt(5)));
        }
        if (random.nextBoolean()) {
            result = result.evidence(new Evidence.Text("seen", List.of("token: " + SECRET, words)));
        }
        if (random.nextInt(3) == 0) {
            result = result.remedy(
                    Remedy.words("do " + random.nextInt()).run(Command.sql("SELECT {}", random.nextInt(9))));
        }
        return result;
    }

    /** Twice, since the second form is what the first has kept. */
    private void compare() {
        Moment now = Moment.now(time);
        List<CheckReport> kept = reports(now);
        List<Optional<Reported>> before = patients.stream().map(Patient::forget).toList();
        List<CheckReport> fresh = reports(now);
        for (int i = 0; i < patients.size(); i++) {
            before.get(i).ifPresent(patients.get(i).runner::reported);
        }
        Report said = report(kept, now);
        Report wanted = report(fresh, now);
        for (Format format : FORMATS) {
            for (boolean detail : List.of(true, false)) {
                for (boolean verbose : List.of(true, false)) {
                    String text = text(format, said, detail, verbose);
                    if (!text.equals(text(format, wanted, detail, verbose)) || text.contains(SECRET)) {
                        assertThat(text)
                                .as("%s, detail %s, verbose %s, after %s", format.name(), detail, verbose, story)
                                .isEqualTo(text(format, wanted, detail, verbose))
                                .doesNotContain(SECRET);
                    }
                }
            }
        }
        for (int i = 0; i < kept.size(); i++) {
            assertThat(times(kept.get(i))).isEqualTo(times(fresh.get(i)));
        }
    }

    private static List<Object> times(CheckReport check) {
        Timing timing = check.timing();
        return List.of(
                timing.since(),
                timing.causeSince(),
                timing.lasting(),
                timing.checkedAt(),
                timing.age(),
                timing.took(),
                timing.running(),
                check.closed());
    }

    private List<CheckReport> reports(Moment now) {
        return runners().stream()
                .map(runner -> ReportAssembler.check(runner, now))
                .toList();
    }

    private static Report report(List<CheckReport> checks, Moment now) {
        return Report.builder("clinic", Selection.ALL)
                .status(Passing.status(checks))
                .ready(true)
                .passed(true)
                .verdict(TRIAGE.judge(checks))
                .checks(checks)
                .at(now.wall())
                .since(now.wall(), Duration.ZERO)
                .build();
    }

    private static String text(Format format, Report report, boolean detail, boolean verbose) {
        return new String(
                format.report(new Format.ReportView(report, detail, verbose, List.of())), StandardCharsets.UTF_8);
    }

    /** A check whose answer a test gives, and that hangs when the test wants it to. */
    private final class Patient implements Probe {
        final String name;
        final CheckRunner runner;
        final Semaphore hanging = new Semaphore(0);
        final Semaphore gate = new Semaphore(0);
        volatile Result answer = Result.up();
        volatile boolean hangs;

        Patient(String name, UnaryOperator<CheckPolicy> policy) {
            this.name = name;
            this.runner = TestRunners.runner(
                    Check.of(name, this).with(policy),
                    time,
                    workers,
                    new StandardRedactor(),
                    (runner, before, after) -> {},
                    TestRunners.ON_DEMAND);
        }

        @Override
        public Result check(ProbeContext context) throws InterruptedException {
            Result mine = answer;
            if (hangs) {
                hanging.release();
                gate.acquireUninterruptibly();
            }
            return mine;
        }

        @Override
        public List<Evidence> diagnose(ProbeContext context) {
            return List.of(
                    new Evidence.Text("diagnosis", List.of("pwd=" + SECRET, String.valueOf(context.remaining()))));
        }

        /** Waits for a run unless it hangs. */
        void run(Run run) {
            if (!hangs) {
                run.awaitEnd(TimeUnit.SECONDS.toNanos(30));
            }
        }

        void hang() {
            if (!hangs) {
                hangs = true;
                runner.refresh();
                hanging.acquireUninterruptibly();
            }
        }

        void comeBack() {
            if (hangs) {
                hangs = false;
                Run run = Objects.requireNonNull(runner.running());
                gate.release();
                run(run);
            }
        }

        /** Makes what was kept useless, and returns it. */
        Optional<Reported> forget() {
            Reported kept = runner.reported();
            if (kept == null) {
                return Optional.empty();
            }
            Basis basis = kept.basis();
            Basis other = new Basis(
                    basis.state(),
                    basis.status(),
                    basis.since(),
                    basis.freshness(),
                    basis.outage(),
                    basis.flapping(),
                    basis.late(),
                    !basis.closed());
            runner.reported(new Reported(other, kept.report()));
            return Optional.of(kept);
        }
    }
}
