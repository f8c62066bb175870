package dev.vitals.format;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Passing;
import dev.vitals.report.Report;
import dev.vitals.text.Keys;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes the JSON of MicroProfile Health 3 and 4. It knows {@code UP} and {@code DOWN} alone, and the whole is the
 * conjunction of its checks: so a check is {@code DOWN} when it makes the answer a no. How it really is stands in its data.
 *
 * <p>This class is immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class MicroProfileFormat implements Format {
    /** The format. */
    public static final MicroProfileFormat DEFAULT = new MicroProfileFormat();

    private MicroProfileFormat() {}

    @Override
    public String name() {
        return "microprofile";
    }

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public byte[] report(ReportView view) {
        Report report = Objects.requireNonNull(view, "view").report();
        Passing passing = Passing.of(report.selection().group());
        return answer(
                report.passed(),
                report.checks(),
                (json, check) -> write(json, check, report.passed() || passing.passes(check), view.detail()));
    }

    @Override
    public byte[] check(CheckView view) {
        CheckReport check = Objects.requireNonNull(view, "view").check();
        boolean passed = Passing.PLAIN.passes(check);
        return answer(passed, List.of(check), (json, shown) -> write(json, shown, passed, view.detail()));
    }

    @Override
    public byte[] probe(ProbeView view) {
        boolean passed = Objects.requireNonNull(view, "view").passed();
        List<String> names = passed
                ? List.of()
                : Stream.concat(view.failing().stream(), view.pending().stream())
                        .toList();
        return answer(passed, names, (json, name) -> json.field("name", name).field("status", word(false)));
    }

    private static <T> byte[] answer(boolean passed, List<T> checks, Json.ItemWriter<T> writer) {
        return Json.object(json -> json.field("status", word(passed)).objects("checks", checks, writer));
    }

    private static void write(Json json, CheckReport check, boolean passed, boolean detail) throws IOException {
        json.field("name", check.name()).field("status", word(passed));
        json.object("data", data -> {
            Keys keys = new Keys();
            data.field(keys.take("status"), check.status());
            if (detail) {
                data.field(keys.take("cause"), check.cause());
                data.field(
                        keys.take("summary"),
                        Optional.of(check.result().summary()).filter(summary -> !summary.isEmpty()));
                data.field(keys.take("since"), check.timing().since());
                for (Observation number : check.result().observations()) {
                    data.field(keys.take(number.name()), number.value());
                }
            }
        });
    }

    private static Status word(boolean passed) {
        return passed ? Status.UP : Status.DOWN;
    }
}
