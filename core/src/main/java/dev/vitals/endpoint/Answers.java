package dev.vitals.endpoint;

import dev.vitals.format.Format;
import dev.vitals.format.Format.CheckView;
import dev.vitals.format.Format.ProbeView;
import dev.vitals.format.Format.ReportView;
import dev.vitals.probe.Group;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Passing;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Answers questions about everything, a group or a check, with the status code an orchestrator goes by. */
final class Answers {
    private static final Set<String> PROBES = Set.of(Group.LIVE, Group.READY, Group.STARTED);

    private final ReportSource source;
    private final RenderCache cache = new RenderCache();

    Answers(ReportSource source) {
        this.source = source;
    }

    HealthResponse everything(Question question) {
        return report("", Exclusion.of(question.exclude(), source), question.rendering());
    }

    /** Answers a probe of an orchestrator: {@code live}, {@code ready} or {@code started}. */
    HealthResponse probe(String probe, Question question) {
        Exclusion exclusion = Exclusion.of(question.exclude(), source);
        return question.rendering().verbose()
                ? report(probe, exclusion, question.rendering())
                : probe(probe, exclusion, question.rendering().format());
    }

    /** Answers for the group of a name or, without such a group, the check. */
    HealthResponse named(String name, Question question) {
        return source.groups().contains(name)
                ? report(name, Exclusion.of(question.exclude(), source), question.rendering())
                : check("", find(name), question.rendering());
    }

    /** Answers for a check that is in a group. */
    HealthResponse member(String group, String name, Question question) {
        CheckReport check = source.groups().contains(group) ? find(name) : notFound();
        boolean member = check.policy().groups().contains(Passing.members(group));
        return check(group, member ? check : notFound(), question.rendering());
    }

    /** Asks for names first, since asking for a check may block. */
    private CheckReport find(String name) {
        return source.names().contains(name) ? source.check(name).orElseGet(Answers::notFound) : notFound();
    }

    private static CheckReport notFound() {
        throw Refusal.notFound();
    }

    private HealthResponse probe(String probe, Exclusion exclusion, Format format) {
        ProbeView view = probeView(probe, exclusion);
        Supplier<HealthResponse> answer =
                () -> HealthResponse.of(code(view.passed(), format), format, format.probe(view));
        // The view says it all, so an answer to it holds for ever.
        return exclusion.isClean() ? cache.get(new ProbeQuestion(view, format), PROBES, answer) : answer.get();
    }

    private ProbeView probeView(String probe, Exclusion exclusion) {
        if (probe.equals(Group.STARTED)) {
            boolean started = started(exclusion);
            return new ProbeView(probe, started, started ? Status.UP : Status.UNKNOWN, exclusion.warnings());
        }
        Report report = source.report(exclusion.selection(probe));
        return new ProbeView(probe, report.passed(), report.status(), exclusion.warnings());
    }

    private boolean started(Exclusion exclusion) {
        return source.started()
                || (!exclusion.known().isEmpty()
                        && source.report(exclusion.selection(Group.STARTED)).passed());
    }

    private HealthResponse report(String group, Exclusion exclusion, Rendering rendering) {
        Selection selection = exclusion.selection(group);
        Report report = source.report(selection);
        int code = code(report.passed(), rendering.format());
        ReportView view = new ReportView(report, rendering.detail(), rendering.verbose(), exclusion.warnings());
        Format format = rendering.format();
        Supplier<HealthResponse> answer = () -> HealthResponse.of(code, format, format.report(view));
        return exclusion.isClean()
                ? cache.get(new ReportQuestion(selection, rendering, code), report, answer)
                : answer.get();
    }

    private HealthResponse check(String group, CheckReport check, Rendering rendering) {
        int code = code(Passing.of(Optional.of(group)).passes(check), rendering.format());
        CheckView view = new CheckView(check, rendering.detail(), rendering.verbose(), List.of());
        Format format = rendering.format();
        return cache.get(
                new CheckQuestion(check.name(), rendering, code),
                check,
                () -> HealthResponse.of(code, format, format.check(view)));
    }

    private static int code(boolean passed, Format format) {
        return passed || !format.codeSaysHealth() ? 200 : 503;
    }

    private record ProbeQuestion(ProbeView view, Format format) {}

    private record ReportQuestion(Selection selection, Rendering rendering, int code) {}

    private record CheckQuestion(String name, Rendering rendering, int code) {}
}
