package dev.vitals.endpoint;

import dev.vitals.format.Around;
import dev.vitals.format.Format;
import dev.vitals.format.Format.CheckView;
import dev.vitals.format.Format.ProbeView;
import dev.vitals.format.Format.ReportView;
import dev.vitals.probe.Group;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Freshness;
import dev.vitals.report.Passing;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers questions about everything, a group or a check, with the status code an orchestrator goes by. */
final class Answers {
    /** The questions that an orchestrator asks. */
    static final Set<String> PROBES = Set.of(Group.LIVE, Group.READY, Group.STARTED);

    private static final int NAMED = 50;

    private final ReportSource source;
    private final SharedReads reads;
    private final RenderCache cache = new RenderCache();

    /** What its source has once said, it says for ever. */
    private volatile boolean started;

    Answers(ReportSource source) {
        this.source = source;
        this.reads = new SharedReads(source);
    }

    CompletableFuture<HealthResponse> everything(Question question) {
        return report("", question);
    }

    /** Answers a probe of an orchestrator: {@code live}, {@code ready} or {@code started}. */
    CompletableFuture<HealthResponse> probe(String probe, Question question) {
        return question.rendering().verbose() ? report(probe, question) : inALine(probe, question);
    }

    /** Answers for the group of a name or, without such a group, the check. */
    CompletableFuture<HealthResponse> named(String name, Question question) {
        return source.groups().contains(name) ? report(name, question) : check(Selection.ALL, name, question);
    }

    /** Answers for a check that is in a group. */
    CompletableFuture<HealthResponse> member(String group, String name, Question question) {
        return source.groups().contains(group)
                ? check(Selection.group(group), name, question)
                : CompletableFuture.failedFuture(Refusal.notFound());
    }

    /**
     * Returns what {@link #everything}, for an empty name, or {@link #probe} would answer, if it is written already. Has
     * the source make nothing, and asks it for nothing but a report that it has.
     */
    Optional<HealthResponse> written(String probe, Question question) {
        if (!question.exclude().isEmpty() || !question.warnings().isEmpty()) {
            return Optional.empty();
        }
        Selection selection = Exclusion.NONE.selection(probe);
        boolean whole = probe.isEmpty() || question.rendering().verbose();
        if (!whole && probe.equals(Group.STARTED)) {
            return started
                    ? Optional.ofNullable(cache.find(asked(yes(question, List.of()), question), PROBES))
                    : Optional.empty();
        }
        return source.kept(selection)
                .flatMap(report -> Optional.ofNullable(
                        whole
                                ? cache.find(asked(selection, report, question), report)
                                : cache.find(asked(view(probe, report, Exclusion.NONE, question), question), PROBES)));
    }

    private CompletableFuture<HealthResponse> inALine(String probe, Question question) {
        Exclusion exclusion = Exclusion.of(question, source);
        if (probe.equals(Group.STARTED) && isStarted()) {
            ProbeView yes = yes(question, exclusion.warnings());
            return CompletableFuture.completedFuture(inALine(yes, exclusion, question));
        }
        return reads.answer(
                exclusion.selection(probe),
                question.waiting(),
                report -> inALine(view(probe, report, exclusion, question), exclusion, question));
    }

    private boolean isStarted() {
        if (!started && source.started()) {
            started = true;
        }
        return started;
    }

    /** Start-up is over, however the checks are. */
    private static ProbeView yes(Question question, List<String> warnings) {
        return new ProbeView(
                Group.STARTED, true, Status.UP, question.rendering().detail(), List.of(), List.of(), warnings);
    }

    private static ProbeView view(String probe, Report report, Exclusion exclusion, Question question) {
        Passing passing = Passing.of(Optional.of(probe));
        List<String> warnings = new ArrayList<>(exclusion.warnings());
        List<String> failing = names(report, check -> fails(check, passing), "failing", warnings);
        List<String> pending = names(report, Answers::isPending, "pending", warnings);
        return new ProbeView(
                probe,
                report.passed(),
                status(probe, report),
                question.rendering().detail(),
                failing,
                pending,
                warnings);
    }

    private static boolean fails(CheckReport check, Passing passing) {
        boolean bad = check.status() == Status.DOWN || check.status() == Status.DEGRADED;
        return bad || (!passing.passes(check) && !isPending(check) && !check.closed());
    }

    private static boolean isPending(CheckReport check) {
        return check.freshness() == Freshness.PENDING;
    }

    /** An answer to a probe stays short: kubelets read no more than 10 KiB. */
    private static List<String> names(
            Report report, Predicate<CheckReport> wanted, String word, List<String> warnings) {
        List<String> names =
                report.checks().stream().filter(wanted).map(CheckReport::name).toList();
        if (names.size() <= NAMED) {
            return names;
        }
        warnings.add("of " + names.size() + " " + word + " checks " + NAMED + " are named");
        return names.subList(0, NAMED);
    }

    /** Whether start-up is over has nothing to do with how the checks are. */
    private static Status status(String probe, Report report) {
        Status started = report.passed() ? Status.UP : Status.UNKNOWN;
        return probe.equals(Group.STARTED) ? started : report.status();
    }

    private HealthResponse inALine(ProbeView view, Exclusion exclusion, Question question) {
        Format format = question.rendering().format();
        Asked asked = asked(view, question);
        Supplier<HealthResponse> answer = () -> HealthResponse.of(asked.code(), format, format.probe(view));
        // The view says it all, so an answer to it holds for ever.
        return exclusion.isClean() ? cache.get(asked, PROBES, answer) : answer.get();
    }

    private static Asked asked(ProbeView view, Question question) {
        Rendering rendering = question.rendering();
        return new Asked(view, rendering, Optional.empty(), code(view.passed(), rendering.format()));
    }

    private CompletableFuture<HealthResponse> report(String group, Question question) {
        Exclusion exclusion = Exclusion.of(question, source);
        Selection selection = exclusion.selection(group);
        return reads.answer(selection, question.waiting(), report -> report(report, selection, exclusion, question));
    }

    private HealthResponse report(Report report, Selection selection, Exclusion exclusion, Question question) {
        Rendering rendering = question.rendering();
        Asked asked = asked(selection, report, question);
        ReportView view = new ReportView(
                report, rendering.detail(), rendering.verbose(), exclusion.warnings(), question.around());
        Format format = rendering.format();
        Supplier<HealthResponse> answer = () -> HealthResponse.of(asked.code(), format, format.report(view));
        return exclusion.isClean() ? cache.get(asked, report, answer) : answer.get();
    }

    private static Asked asked(Selection selection, Report report, Question question) {
        Rendering rendering = question.rendering();
        return new Asked(selection, rendering, question.around(), code(report.passed(), rendering.format()));
    }

    /** Answers from a report of that check alone, which also knows whether the application is going away. */
    private CompletableFuture<HealthResponse> check(Selection from, String name, Question question) {
        Set<String> others = new HashSet<>(source.names());
        if (!others.remove(name)) {
            throw Refusal.notFound();
        }
        if (!question.exclude().isEmpty()) {
            throw new Refusal(400, "'exclude' leaves checks out of a report, but this path answers one check");
        }
        return reads.answer(
                from.without(others), question.waiting(), report -> check(report, from.group(), name, question));
    }

    private HealthResponse check(Report report, Optional<String> group, String name, Question question) {
        CheckReport check = report.check(name).orElseThrow(Refusal::notFound);
        Passing passing = Passing.of(group);
        Rendering rendering = question.rendering();
        boolean passed = passing.passes(check) && (passing != Passing.READY || report.passed());
        int code = code(passed, rendering.format());
        CheckView view =
                new CheckView(check, rendering.detail(), rendering.verbose(), question.warnings(), question.around());
        Format format = rendering.format();
        Supplier<HealthResponse> answer = () -> HealthResponse.of(code, format, format.check(view));
        return question.warnings().isEmpty()
                ? cache.get(new Asked(name, rendering, question.around(), code), check, answer)
                : answer.get();
    }

    /** Runs a check and shows it. That it is down is no fault of the operation. */
    HealthResponse run(String name, Question question) {
        CheckReport check = source.run(name).orElseThrow(Refusal::notFound);
        Rendering rendering = question.rendering();
        List<String> warnings = new ArrayList<>(question.warnings());
        warnings.add("has been run now");
        CheckView view = new CheckView(check, rendering.detail(), rendering.verbose(), warnings, question.around());
        return HealthResponse.of(200, rendering.format(), rendering.format().check(view));
    }

    private static int code(boolean passed, Format format) {
        return passed || !format.codeSaysHealth() ? 200 : 503;
    }

    /** What an answer is kept for, among those from the same source. */
    private record Asked(Object subject, Rendering rendering, Optional<Around> around, int code) {
        // Both by hand, since every answer that is known is found so; and see Selection.

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Asked asked
                    && code == asked.code
                    && subject.equals(asked.subject)
                    && rendering.format().equals(asked.rendering.format())
                    && rendering.detail() == asked.rendering.detail()
                    && rendering.verbose() == asked.rendering.verbose()
                    && around.equals(asked.around);
        }

        @Override
        public int hashCode() {
            return subject.hashCode();
        }
    }
}
