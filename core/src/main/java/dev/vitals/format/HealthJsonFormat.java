package dev.vitals.format;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.RootCause;
import dev.vitals.text.Keys;
import java.io.IOException;
import java.util.ArrayList;
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
            notes(json, !view.detail(), view.detail() ? both(view.warnings(), report) : view.warnings());
            if (view.detail()) {
                json.field(
                        "output",
                        report.passed() ? Optional.empty() : report.verdict().severityRule());
            }
            json.object("checks", checks -> {
                Keys keys = new Keys();
                for (CheckReport check : report.checks()) {
                    write(checks, keys, check, view.detail());
                }
            });
        });
    }

    @Override
    public byte[] check(CheckView view) {
        CheckReport check = Objects.requireNonNull(view, "view").check();
        return Json.object(json -> {
            json.field("status", word(check.status()));
            notes(json, !view.detail(), view.warnings());
            json.object("checks", checks -> write(checks, new Keys(), check, view.detail()));
        });
    }

    @Override
    public byte[] probe(ProbeView view) {
        Objects.requireNonNull(view, "view");
        return Json.object(json -> {
            json.field("status", word(view.passed(), view.status()));
            notes(json, view.hides(), view.warnings());
            if (!view.passed()) {
                json.field(
                        "output",
                        "failing: " + words(view.failing()) + "; without a first result: " + words(view.pending()));
            }
        });
    }

    /** Beside what is odd about the request, what is known of the root causes. */
    private static List<String> both(List<String> warnings, Report report) {
        List<String> notes = new ArrayList<>(warnings);
        for (RootCause root : report.verdict().rootCauses()) {
            RootTree.notes(report, root).forEach(note -> notes.add(root.check() + ": " + note));
        }
        return notes;
    }

    private static void notes(Json json, boolean hides, List<String> warnings) throws IOException {
        List<String> notes = new ArrayList<>(warnings);
        if (hides) {
            notes.add(Hidden.WORDS);
        }
        if (!notes.isEmpty()) {
            json.strings("notes", notes);
        }
    }

    private static String words(List<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }

    private static void write(Json json, Keys keys, CheckReport check, boolean detail) throws IOException {
        json.objects(keys.take(part(check.name())), List.of(check), (one, shown) -> component(one, shown, detail));
        if (detail) {
            for (Observation number : check.result().observations()) {
                json.objects(
                        keys.take(part(check.name()) + ":" + part(number.name())),
                        List.of(number),
                        (one, shown) -> one.field("observedValue", shown.value())
                                .field("observedUnit", shown.unit().id())
                                .field("status", word(shown.judge())));
            }
        }
    }

    /** Returns a name without the colon, which parts a component from what was measured. */
    private static String part(String name) {
        return name.replace(':', '.');
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
