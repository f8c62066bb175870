package dev.vitals.format;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.Severity;
import dev.vitals.report.Verdict;
import dev.vitals.text.Keys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes a report for Prometheus: what it shows comes from state, so that a scrape never runs a probe. The answer is
 * always 200, since Prometheus throws away what comes with another code.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class MetricsFormat implements Format {
    /** OpenMetrics 1.0. */
    public static final MetricsFormat OPENMETRICS = new MetricsFormat(true);

    /** The text format of Prometheus, version 0.0.4. */
    public static final MetricsFormat PROMETHEUS = new MetricsFormat(false);

    private final boolean open;

    private MetricsFormat(boolean open) {
        this.open = open;
    }

    @Override
    public String name() {
        return open ? "openmetrics" : "prometheus";
    }

    @Override
    public String mediaType() {
        return open ? "application/openmetrics-text" : "text/plain";
    }

    @Override
    public String contentType() {
        return open
                ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                : "text/plain; version=0.0.4; charset=utf-8";
    }

    @Override
    public boolean codeSaysHealth() {
        return false;
    }

    @Override
    public byte[] report(ReportView view) {
        Report report = Objects.requireNonNull(view, "view").report();
        Families families = new Families(open);
        families.gauge("vitals_ready", "Whether the application may get traffic.");
        families.sample(report.ready() ? 1 : 0);
        severity(families, report.verdict());
        checks(families, report.checks(), view.detail());
        return families.end();
    }

    @Override
    public byte[] check(CheckView view) {
        Families families = new Families(open);
        checks(families, List.of(Objects.requireNonNull(view, "view").check()), view.detail());
        return families.end();
    }

    @Override
    public byte[] probe(ProbeView view) {
        Families families = new Families(open);
        families.gauge("vitals_passed", "Whether the answer to the probe is yes.");
        families.sample(Objects.requireNonNull(view, "view").passed() ? 1 : 0, "probe", view.probe());
        return families.end();
    }

    private static void severity(Families families, Verdict verdict) {
        families.states("vitals_severity", "How bad it is; all 0 when every check is up.");
        for (Severity severity : Severity.values()) {
            boolean now = verdict.severity().equals(Optional.of(severity));
            families.sample(now ? 1 : 0, "vitals_severity", severity.name());
        }
    }

    private static void checks(Families families, List<CheckReport> checks, boolean detail) {
        families.states("vitals_check_status", "The status of a check.");
        for (CheckReport check : checks) {
            for (Status status : Status.values()) {
                families.sample(
                        check.status() == status ? 1 : 0, "check", check.name(), "vitals_check_status", status.name());
            }
        }
        if (detail) {
            timing(families, checks);
            counts(families, checks);
            observations(families, checks);
        }
    }

    private static void timing(Families families, List<CheckReport> checks) {
        families.gauge("vitals_check_last_run_timestamp_seconds", "When the latest result of a check was made.");
        for (CheckReport check : checks) {
            check.timing()
                    .checkedAt()
                    .ifPresent(at -> families.sample(at.toEpochMilli() / 1000.0, "check", check.name()));
        }
        families.gauge("vitals_check_duration_seconds", "How long the latest finished run of a check took.");
        for (CheckReport check : checks) {
            if (check.timing().checkedAt().isPresent()) {
                families.sample(check.timing().took().toNanos() / 1e9, "check", check.name());
            }
        }
    }

    private static void counts(Families families, List<CheckReport> checks) {
        families.counter("vitals_check_runs", "Runs of a check that have ended or timed out.");
        checks.forEach(check -> families.sample(check.counts().runs(), "check", check.name()));
        families.counter("vitals_check_failures", "Runs of a check whose result was DOWN.");
        checks.forEach(check -> families.sample(check.counts().failures(), "check", check.name()));
        families.counter("vitals_check_timeouts", "Runs of a check that timed out.");
        checks.forEach(check -> families.sample(check.counts().timeouts(), "check", check.name()));
        families.counter("vitals_check_transitions", "Changes of a check's status.");
        checks.forEach(check -> families.sample(check.counts().transitions(), "check", check.name()));
    }

    private static void observations(Families families, List<CheckReport> checks) {
        families.gauge("vitals_observation", "A number that a check has observed, in its base unit.");
        for (CheckReport check : checks) {
            Keys keys = new Keys();
            for (Observation number : check.result().observations()) {
                families.sample(number.value(), labels(check, keys.take(number.name()), number));
            }
        }
        families.gauge("vitals_observation_threshold", "The value at which an observation is no longer good.");
        for (CheckReport check : checks) {
            Keys keys = new Keys();
            for (Observation number : check.result().observations()) {
                String name = keys.take(number.name());
                number.threshold().ifPresent(limits -> {
                    limits.warn().ifPresent(warn -> families.sample(warn, labels(check, name, number, "warn")));
                    limits.fail().ifPresent(fail -> families.sample(fail, labels(check, name, number, "fail")));
                });
            }
        }
    }

    private static String[] labels(CheckReport check, String name, Observation number) {
        return new String[] {
            "check", check.name(), "observation", name, "unit", number.unit().id()
        };
    }

    private static String[] labels(CheckReport check, String name, Observation number, String level) {
        return new String[] {
            "check", check.name(), "observation", name, "unit", number.unit().id(), "level", level
        };
    }

    /** Writes one family of samples after another. */
    private static final class Families {
        private final boolean open;
        private final StringBuilder text = new StringBuilder(2_048);
        private String name = "";

        Families(boolean open) {
            this.open = open;
        }

        void gauge(String family, String help) {
            begin(family, "gauge", help);
        }

        void states(String family, String help) {
            begin(family, open ? "stateset" : "gauge", help);
        }

        void counter(String family, String help) {
            begin(open ? family : family + "_total", "counter", help);
            name = family + "_total";
        }

        private void begin(String family, String type, String help) {
            name = family;
            text.append("# TYPE ").append(family).append(' ').append(type).append('\n');
            if (open && family.endsWith("_seconds")) {
                text.append("# UNIT ").append(family).append(" seconds\n");
            }
            text.append("# HELP ").append(family).append(' ').append(help).append('\n');
        }

        void sample(double value, String... labels) {
            text.append(name);
            for (int i = 0; i < labels.length; i += 2) {
                text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
                escape(labels[i + 1]);
                text.append('"');
            }
            text.append(labels.length == 0 ? " " : "} ");
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            text.append(whole ? Long.toString((long) value) : Double.toString(value))
                    .append('\n');
        }

        private void escape(String value) {
            text.append(Line.clean(value).replace("\\", "\\\\").replace("\"", "\\\""));
        }

        byte[] end() {
            return text.append(open ? "# EOF\n" : "").toString().getBytes(StandardCharsets.UTF_8);
        }
    }
}
