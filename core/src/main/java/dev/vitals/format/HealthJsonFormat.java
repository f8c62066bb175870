package dev.vitals.format;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Writes {@code application/health+json}, version 06 of the expired draft by Inadarei. Its status agrees with the HTTP
 * status code, as the draft demands: {@code fail} when the answer is no, {@code warn} when it is yes but not everything is
 * up. Numbers stand under {@code check:observation}, in base units.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class HealthJsonFormat implements Format {
    /** The format. */
    public static final HealthJsonFormat DEFAULT = new HealthJsonFormat();

    private HealthJsonFormat() {}

    @Override
    public String name() {
        return "health";
    }

    @Override
    public String mediaType() {
        return "application/health+json";
    }

    @Override
    public String contentType() {
        return "application/health+json";
    }

    @Override
    public byte[] report(ReportView view) {
        Report report = Objects.requireNonNull(view, "view").report();
        return Json.object(json -> {
            json.field("status", word(report.passed(), report.status())).field("serviceId", report.application());
            if (!view.warnings().isEmpty()) {
                json.strings("notes", view.warnings());
            }
            if (view.detail()) {
                json.field(
                        "output",
                        report.passed() ? Optional.empty() : report.verdict().severityRule());
            }
            json.object("checks", checks -> {
                for (CheckReport check : report.checks()) {
                    write(checks, check, view.detail());
                }
            });
        });
    }

    @Override
    public byte[] check(CheckView view) {
        CheckReport check = Objects.requireNonNull(view, "view").check();
        return Json.object(json -> {
            json.field("status", word(check.status()));
            json.object("checks", checks -> write(checks, check, view.detail()));
        });
    }

    @Override
    public byte[] probe(ProbeView view) {
        Objects.requireNonNull(view, "view");
        return Json.object(json -> json.field("status", word(view.passed(), view.status())));
    }

    private static void write(Json json, CheckReport check, boolean detail) throws IOException {
        json.objects(check.name(), List.of(check), (one, shown) -> component(one, shown, detail));
        if (detail) {
            for (Observation number : check.result().observations()) {
                json.objects(
                        check.name() + ":" + number.name(),
                        List.of(number),
                        (one, shown) -> one.field("observedValue", shown.value())
                                .field("observedUnit", shown.unit().id())
                                .field("status", word(shown.judge())));
            }
        }
    }

    private static void component(Json json, CheckReport check, boolean detail) throws IOException {
        json.field("componentType", "component").field("status", word(check.status()));
        if (check.timing().checkedAt().isPresent()) {
            json.field("time", check.timing().checkedAt().get());
        }
        if (detail && check.status() != Status.UP) {
            json.field("output", check.cause() + ": " + check.result().summary());
        }
    }

    private static String word(boolean passed, Status status) {
        if (!passed) {
            return "fail";
        }
        return status == Status.UP ? "pass" : "warn";
    }

    private static String word(Status status) {
        return switch (status) {
            case UP -> "pass";
            case DEGRADED, UNKNOWN -> "warn";
            case DOWN -> "fail";
        };
    }
}
