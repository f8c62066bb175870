package dev.vitals.format;

import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Passing;
import dev.vitals.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * Writes the text of the Kubernetes API server's {@code /livez} and {@code /readyz}: a line for each check, and whether
 * the whole has passed. A failing check's cause is shown to those who may see it, as it is not there.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class KubernetesFormat implements Format {
    /** The format. */
    public static final KubernetesFormat DEFAULT = new KubernetesFormat();

    private KubernetesFormat() {}

    @Override
    public String name() {
        return "kubernetes";
    }

    @Override
    public String mediaType() {
        return "text/plain";
    }

    @Override
    public String contentType() {
        return "text/plain; charset=utf-8";
    }

    @Override
    public byte[] report(ReportView view) {
        Report report = Objects.requireNonNull(view, "view").report();
        Passing passing = Passing.of(report.selection().group());
        StringBuilder text = new StringBuilder();
        for (CheckReport check : report.checks()) {
            line(text, check, passing.passes(check), view.detail());
        }
        report.selection().excluded().stream()
                .sorted()
                .forEach(name -> text.append("[+]").append(name).append(" excluded: ok\n"));
        warnings(text, view.warnings());
        hidden(text, !view.detail() && !report.passed());
        String group = report.selection().group().orElse("health");
        return bytes(text.append(word(group))
                .append(" check ")
                .append(outcome(report.passed()))
                .append('\n'));
    }

    @Override
    public byte[] check(CheckView view) {
        CheckReport check = Objects.requireNonNull(view, "view").check();
        StringBuilder text = new StringBuilder();
        line(text, check, Passing.PLAIN.passes(check), view.detail());
        warnings(text, view.warnings());
        return bytes(text);
    }

    @Override
    public byte[] probe(ProbeView view) {
        StringBuilder text = new StringBuilder();
        if (Objects.requireNonNull(view, "view").passed()) {
            warnings(text, view.warnings());
            return bytes(text.append("ok\n"));
        }
        String reason = view.detail() ? "?verbose names the cause" : "reason withheld";
        view.failing().forEach(name -> failed(text, name, reason));
        view.pending().forEach(name -> failed(text, name, "no result yet"));
        warnings(text, view.warnings());
        hidden(text, view.hides());
        return bytes(text.append(word(view.probe())).append(" check failed\n"));
    }

    private static void line(StringBuilder text, CheckReport check, boolean passed, boolean detail) {
        if (passed) {
            String status = check.status() == Status.UP ? "" : " (" + check.status() + ")";
            text.append("[+]").append(check.name()).append(" ok").append(status).append('\n');
        } else if (check.freshness() == Freshness.PENDING) {
            failed(text, check.name(), "no result yet");
        } else {
            failed(text, check.name(), detail ? check.cause() : "reason withheld");
        }
    }

    private static void failed(StringBuilder text, String name, String reason) {
        text.append("[-]").append(name).append(" failed: ").append(reason).append('\n');
    }

    private static void hidden(StringBuilder text, boolean hides) {
        if (hides) {
            warnings(text, List.of(Hidden.WORDS));
        }
    }

    private static void warnings(StringBuilder text, List<String> warnings) {
        warnings.forEach(
                warning -> text.append("warn: ").append(Line.clean(warning)).append('\n'));
    }

    private static String word(String group) {
        return group.equals("health") ? "healthz" : group + "z";
    }

    private static String outcome(boolean passed) {
        return passed ? "passed" : "failed";
    }

    private static byte[] bytes(StringBuilder text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
