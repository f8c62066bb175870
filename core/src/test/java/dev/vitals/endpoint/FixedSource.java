package dev.vitals.endpoint;

import dev.vitals.format.Reports;
import dev.vitals.probe.Group;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Passing;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** A source of reports over fixed checks. Like the engine, gives the same report again while nothing changes. */
class FixedSource implements ReportSource {
    final AtomicInteger asked = new AtomicInteger();
    volatile boolean started = true;

    private final Map<Selection, Report> reports = new ConcurrentHashMap<>();
    private volatile List<CheckReport> checks;

    FixedSource(List<CheckReport> checks) {
        this.checks = checks;
    }

    FixedSource(CheckReport... checks) {
        this(List.of(checks));
    }

    void change(CheckReport... changed) {
        checks = List.of(changed);
        reports.clear();
    }

    @Override
    public Optional<Report> current(Selection selection) {
        return Optional.of(report(selection));
    }

    @Override
    public Optional<Report> kept(Selection selection) {
        return selection.excluded().isEmpty() ? Optional.ofNullable(reports.get(selection)) : Optional.empty();
    }

    @Override
    public Report report(Selection selection) {
        asked.incrementAndGet();
        return reports.computeIfAbsent(selection, this::make);
    }

    private Report make(Selection selection) {
        List<CheckReport> selected = checks.stream()
                .filter(check -> selection
                        .group()
                        .map(group -> check.policy().groups().contains(Passing.members(group)))
                        .orElse(true))
                .filter(check -> !selection.excluded().contains(check.name()))
                .toList();
        Report report = Reports.report(selection, selected);
        Passing passing = Passing.of(selection.group());
        boolean passed = (passing == Passing.STARTED && started) || passing.passes(report.status(), selected);
        return report.toBuilder().passed(passed).build();
    }

    @Override
    public Optional<CheckReport> check(String name) {
        asked.incrementAndGet();
        return checks.stream().filter(check -> check.name().equals(name)).findFirst();
    }

    @Override
    public boolean started() {
        return started;
    }

    @Override
    public Set<String> groups() {
        Set<String> groups = new HashSet<>(Set.of(Group.LIVE, Group.READY, Group.STARTED));
        checks.forEach(check -> groups.addAll(check.policy().groups()));
        return groups;
    }

    @Override
    public Set<String> names() {
        return checks.stream().map(CheckReport::name).collect(Collectors.toSet());
    }
}
