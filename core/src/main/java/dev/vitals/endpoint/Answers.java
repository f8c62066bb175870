package dev.vitals.endpoint;

import dev.vitals.format.Format;
import dev.vitals.format.Format.CheckView;
import dev.vitals.format.Format.ProbeView;
import dev.vitals.format.Format.ReportView;
import dev.vitals.probe.Group;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Finds what a request asks for, and what its answer means to an orchestrator. */
final class Answers {
    private static final Set<String> PROBES = Set.of(Group.LIVE, Group.READY, Group.STARTED);

    private final ReportSource source;
    private final RenderCache cache = new RenderCache();

    Answers(ReportSource source) {
        this.source = source;
    }

    HealthResponse answer(Target target, Query query, Rendering rendering) {
        String group = target.group().orElse("");
        if (target.group().isPresent() && !source.groups().contains(group)) {
            throw Target.notFound();
        }
        if (target.check().isPresent()) {
            return check(group, target.check().get(), rendering);
        }
        Exclusion exclusion = Exclusion.of(query.exclude(), source);
        return PROBES.contains(group) && !rendering.verbose()
                ? probe(group, exclusion, rendering.format())
                : report(group, exclusion, rendering);
    }

    private HealthResponse probe(String probe, Exclusion exclusion, Format format) {
        ProbeView view = probeView(probe, exclusion);
        Supplier<HealthResponse> answer =
                () -> HealthResponse.of(code(view.passed()), format.contentType(), format.probe(view));
        // The view says it all, so an answer to it holds for ever.
        return exclusion.isClean() ? cache.get(new ProbeQuestion(view, format), PROBES, answer) : answer.get();
    }

    private ProbeView probeView(String probe, Exclusion exclusion) {
        if (probe.equals(Group.STARTED)) {
            boolean started = source.started();
            return new ProbeView(probe, started, started ? Status.UP : Status.UNKNOWN, exclusion.warnings());
        }
        Report report = source.report(exclusion.selection(probe));
        return new ProbeView(probe, passed(probe, report), report.status(), exclusion.warnings());
    }

    private HealthResponse report(String group, Exclusion exclusion, Rendering rendering) {
        // Start-up is over when readiness has been looked at, so its checks are the ones to show.
        Selection selection = exclusion.selection(group.equals(Group.STARTED) ? Group.READY : group);
        Report report = source.report(selection);
        int code = code(passed(group, report));
        ReportView view = new ReportView(report, rendering.detail(), rendering.verbose(), exclusion.warnings());
        Format format = rendering.format();
        Supplier<HealthResponse> answer = () -> HealthResponse.of(code, format.contentType(), format.report(view));
        return exclusion.isClean()
                ? cache.get(new ReportQuestion(selection, rendering, code), report, answer)
                : answer.get();
    }

    private HealthResponse check(String group, String name, Rendering rendering) {
        if (!source.names().contains(name)) {
            throw Target.notFound();
        }
        CheckReport check = source.check(name)
                .filter(found -> found.policy().groups().contains(group.equals(Group.STARTED) ? Group.READY : group))
                .orElseThrow(Target::notFound);
        int code = code(passed(group, check));
        CheckView view = new CheckView(check, rendering.detail(), rendering.verbose(), List.of());
        Format format = rendering.format();
        return cache.get(
                new CheckQuestion(name, rendering, code),
                check,
                () -> HealthResponse.of(code, format.contentType(), format.check(view)));
    }

    private boolean passed(String group, Report report) {
        return switch (group) {
            case Group.READY -> report.ready();
            case Group.STARTED -> source.started();
            default -> report.status() != Status.DOWN;
        };
    }

    private static boolean passed(String group, CheckReport check) {
        boolean pending = check.freshness() == Freshness.PENDING;
        return switch (group) {
            case Group.READY -> check.status() != Status.DOWN && !pending;
            case Group.STARTED -> !pending;
            default -> check.status() != Status.DOWN;
        };
    }

    private static int code(boolean passed) {
        return passed ? 200 : 503;
    }

    private record ProbeQuestion(ProbeView view, Format format) {}

    private record ReportQuestion(Selection selection, Rendering rendering, int code) {}

    private record CheckQuestion(String name, Rendering rendering, int code) {}
}
