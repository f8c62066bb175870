package dev.vitals.engine;

import dev.vitals.engine.CheckState.Moment;
import dev.vitals.probe.Check;
import dev.vitals.probe.Group;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import dev.vitals.report.StatusChange;
import dev.vitals.report.StatusListener;
import dev.vitals.spi.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts the parts together: runners on our own threads, a schedule over them, reports from their states. */
public final class Engine implements ReportSource, AutoCloseable {
    private static final int PRESTARTED = 2;
    private static final Duration RUNS_END = Duration.ofSeconds(2);
    private static final Duration LISTENERS_END = Duration.ofMillis(300);
    private static final Duration PROBES_END = Duration.ofMillis(500);

    private final EngineSettings settings;
    private final TimeSource time;
    private final Workers workers;
    private final Listeners listeners;
    private final TimeSource.Scheduler scheduler;
    private final Reports reports;
    private final Map<String, CheckRunner> runners;
    private final List<Selection> remembered = new ArrayList<>(List.of(Selection.ALL));
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean started;

    /**
     * Makes an engine at rest.
     *
     * @param settings free of the faults {@link ConfigurationFaults} knows
     */
    public Engine(EngineSettings settings) {
        this.settings = settings;
        this.time = settings.time();
        int checks = settings.checks().size();
        this.workers = new Workers("vitals-probe", PRESTARTED, checks);
        this.listeners = new Listeners("vitals-listener", withOurs(settings.listeners()));
        this.scheduler = time.openScheduler("vitals-scheduler");
        this.reports = new Reports(settings.application(), settings.triage(), time);
        var shared = new CheckRunner.Surroundings(time, workers, scheduler, settings.redactor(), new Announcer());
        Map<String, CheckRunner> byName = new LinkedHashMap<>();
        settings.checks().forEach(check -> byName.put(check.name(), new CheckRunner(check, shared)));
        this.runners = Collections.unmodifiableMap(byName);
        groups().forEach(group -> remembered.add(Selection.group(group)));
    }

    /** Ours is one, so that it needs one thread. */
    private List<StatusListener> withOurs(List<StatusListener> others) {
        List<StatusListener> all = new ArrayList<>(others);
        StatusListener log = new TransitionLog();
        all.add(change -> {
            // A report knows since when it is so, even if nobody asks for a while.
            remembered.forEach(selection -> reports.remember(selection, select(selection)));
            log.onChange(change);
        });
        return all;
    }

    /** Starts the schedule, if one is wanted: every check runs at once, then at its interval. */
    public void start() {
        if (settings.scheduled()) {
            new Schedule(scheduler, RandomGenerator.getDefault()).start(List.copyOf(runners.values()));
        }
    }

    @Override
    public Report report(Selection selection) {
        Report current = reports.current(selection, time.nanoTime());
        if (current != null) {
            return current;
        }
        List<CheckRunner> selected = select(selection);
        awaitFresh(selected);
        return reports.make(selection, selected);
    }

    @Override
    public Optional<CheckReport> check(String name) {
        CheckRunner runner = runners.get(name);
        if (runner == null || !runner.applies()) {
            return Optional.empty();
        }
        awaitFresh(List.of(runner));
        return Optional.of(
                ReportAssembler.checks(List.of(runner), Moment.now(time)).get(0));
    }

    @Override
    public boolean started() {
        if (!started) {
            List<CheckRunner> unknown = select(Selection.group(Group.READY)).stream()
                    .filter(runner -> runner.state().sample().isEmpty())
                    .toList();
            // Without a schedule nobody else may ever ask for the first run.
            unknown.stream().filter(runner -> !closed.get()).forEach(CheckRunner::refresh);
            started = unknown.isEmpty();
        }
        return started;
    }

    @Override
    public Set<String> groups() {
        Set<String> groups = new TreeSet<>(Set.of(Group.LIVE, Group.READY, Group.STARTED));
        settings.checks().forEach(check -> groups.addAll(check.policy().groups()));
        return groups;
    }

    @Override
    public Set<String> names() {
        return runners.values().stream()
                .filter(CheckRunner::applies)
                .map(runner -> runner.check().name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<CheckRunner> select(Selection selection) {
        selection.group().filter(group -> !groups().contains(group)).ifPresent(group -> {
            throw new IllegalArgumentException("no check belongs to group '" + group + "'; there are " + groups());
        });
        // Start-up has no members of its own: it is over when readiness is known.
        Optional<String> group = selection.group().map(name -> name.equals(Group.STARTED) ? Group.READY : name);
        return runners.values().stream()
                .filter(CheckRunner::applies)
                .filter(runner ->
                        group.isEmpty() || runner.check().policy().groups().contains(group.get()))
                .filter(runner -> !selection.excluded().contains(runner.check().name()))
                .toList();
    }

    /** Has every result that is too old renewed, and waits for all of them together, at most for the deadline. */
    private void awaitFresh(List<CheckRunner> selected) {
        long end = System.nanoTime() + settings.deadline().toNanos();
        long now = time.nanoTime();
        Map<CheckRunner, Run> awaited = new LinkedHashMap<>();
        for (CheckRunner runner : selected) {
            if (!runner.fresh(now) && !closed.get()) {
                awaited.put(runner, runner.refresh());
            }
        }
        awaited.forEach((runner, run) -> await(runner, run, end));
    }

    private void await(CheckRunner runner, Run run, long end) {
        run.await(end - System.nanoTime());
        boolean nextIsNear = run.phase() == Run.Phase.DECIDED || run.phase() == Run.Phase.DIAGNOSING;
        if (nextIsNear && !runner.fresh(time.nanoTime())) {
            // Its result was out before we asked, and is too old: we need the next one.
            run.awaitEnd(end - System.nanoTime());
            runner.refresh().await(end - System.nanoTime());
        }
    }

    /**
     * Ends the schedule, the threads and the probes. Returns within 3 seconds, whatever the probes do; later calls do
     * nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        scheduler.close();
        runners.values().forEach(CheckRunner::close);
        workers.close(RUNS_END);
        listeners.close(LISTENERS_END);
        closeProbes();
    }

    /** Each on a thread of its own, since a probe that hangs may hang in its close as well, and must not keep others open. */
    private void closeProbes() {
        Set<AutoCloseable> closeables = Collections.newSetFromMap(new IdentityHashMap<>());
        Stream.concat(settings.owned().stream(), settings.checks().stream().map(Check::probe))
                .filter(AutoCloseable.class::isInstance)
                .map(AutoCloseable.class::cast)
                .forEach(closeables::add);
        List<Thread> closers = closeables.stream()
                .map(closeable -> Workers.daemon("vitals-closer", () -> closeQuietly(closeable)))
                .toList();
        long end = System.nanoTime() + PROBES_END.toNanos();
        try {
            closers.forEach(Thread::start);
            for (Thread closer : closers) {
                closer.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError noMoreThreads) {
            // The rest stays open: closing it here might never end.
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Throwable ignored) {
            // Nothing is left that could use the answer.
        }
    }

    /** Makes what the runners publish visible to readers and known to listeners. */
    private final class Announcer implements CheckRunner.Publisher {
        @Override
        public void published() {
            reports.invalidate();
        }

        @Override
        public void changed(StatusChange change) {
            listeners.publish(change);
        }
    }
}
