package dev.vitals.engine;

import dev.vitals.probe.Check;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Group;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.ReportChange;
import dev.vitals.report.ReportListener;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the parts together: runners on our own threads, a schedule over them, reports from their states. */
public final class Engine implements ReportSource, AutoCloseable {
    private static final Duration RUNS_END = Duration.ofSeconds(2);
    private static final Duration LISTENERS_END = Duration.ofMillis(300);
    private static final Duration PARTS_END = Duration.ofMillis(500);

    /** How many changes wait for a listener that blocks; a change of a verdict holds a report of every check. */
    private static final int STATUS_CHANGES = 256;

    private static final int REPORT_CHANGES = 64;

    private final EngineSettings settings;
    private final TimeSource time;
    private final Threads threads;
    private final Listeners<StatusChange> statusListeners;
    private final Situation situation;
    private final Members members;
    private final Dependants dependants;
    private final Keeper keeper;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong grace;
    private volatile boolean started;
    private volatile List<String> said = List.of();
    private volatile @Nullable Supplier<Optional<String>> elsewhere;

    /**
     * Starts an engine. If a schedule is wanted, every check runs at once, then at its interval. One that cannot be
     * started leaves no thread behind.
     *
     * @param settings free of the faults {@link ConfigurationFaults} knows
     * @return the engine
     */
    public static Engine start(EngineSettings settings) {
        Clockwork clockwork = new Clockwork(settings.time());
        Threads threads = Threads.open(settings, clockwork);
        try {
            Engine engine = new Engine(settings, threads);
            engine.start(clockwork);
            return engine;
        } catch (Throwable failed) {
            threads.close(Duration.ZERO, Duration.ZERO);
            throw failed;
        }
    }

    private Engine(EngineSettings settings, Threads threads) {
        this.settings = settings;
        this.time = settings.time();
        this.threads = threads;
        List<Consumer<ReportChange>> onReport = new ArrayList<>();
        for (ReportListener listener : settings.reportListeners()) {
            onReport.add(listener::onChange);
        }
        this.statusListeners = new Listeners<>(threads.listeners(), onStatus(settings), STATUS_CHANGES);
        Listeners<ReportChange> reportListeners = new Listeners<>(threads.listeners(), onReport, REPORT_CHANGES);
        this.situation = new Situation(settings, this::notes, reportListeners::publish);
        // No look-up of providers, which a small runtime may lack.
        RandomGenerator random = new Random();
        this.grace = new AtomicLong(time.nanoTime() + settings.startUpGrace().toNanos());
        LongConsumer alarm = threads.loop()::callBy;
        var shared = new CheckRunner.Surroundings(
                time,
                threads.probes(),
                alarm,
                settings.redactor(),
                this::published,
                new Timetable.Pacing(settings.scheduled(), grace, random));
        List<CheckRunner> runners = new ArrayList<>();
        for (Check check : settings.checks()) {
            runners.add(new CheckRunner(check, shared));
        }
        this.members = new Members(runners);
        this.dependants = new Dependants(members.all(), settings.expertise(), random);
        this.keeper = new Keeper(situation, members, threads.listeners(), alarm, time, settings.scheduled());
    }

    private void start(Clockwork clockwork) {
        List<Clockwork.Ticking> parts = new ArrayList<>(members.all());
        parts.add(keeper);
        clockwork.drive(parts);
        // The first runs begin here and now, on whatever clock.
        threads.loop().callBy(clockwork.run());
    }

    /**
     * Has reports say something about the aggregator, in the place of what an earlier call had them say.
     *
     * @param text one line, without secrets
     */
    public void note(String text) {
        said = List.of(text);
        keeper.changed(false);
    }

    /**
     * Has reports say what keeps another part of the aggregator from its work.
     *
     * @param trouble asked whenever a report is made; must not block
     */
    public void watch(Supplier<Optional<String>> trouble) {
        elsewhere = trouble;
        keeper.changed(false);
    }

    /** Returns how long the grace of start-up was to last. */
    public Duration startUpGrace() {
        return settings.startUpGrace();
    }

    /**
     * Has the grace of start-up end some time from now, and not when it would have.
     *
     * @param fromNow how long it lasts from now on
     */
    public void graceEndsIn(Duration fromNow) {
        grace.set(time.nanoTime() + fromNow.toNanos());
        members.all().forEach(CheckRunner::graceMoved);
    }

    private List<String> notes() {
        Supplier<Optional<String>> watched = elsewhere;
        List<String> notes = new ArrayList<>(threads.trouble());
        addTo(notes, settings.expertise().trouble());
        addTo(notes, watched == null ? Optional.empty() : watched.get());
        notes.addAll(said);
        return notes;
    }

    private static void addTo(List<String> notes, Optional<String> note) {
        if (note.isPresent()) {
            notes.add(note.get());
        }
    }

    /** Makes what the runners publish visible to readers and known to listeners. Never blocks. */
    private void published(CheckRunner runner, CheckState before, CheckState after) {
        keeper.changed(before, after);
        if (before.status() != after.status()) {
            statusListeners.publish(StatusChange.of(
                    runner.check().name(),
                    before.status(),
                    after.status(),
                    after.result(),
                    after.since().wall()));
        }
        dependants.follow(runner, before, after, time.nanoTime());
    }

    /** The log of transitions first. */
    private static List<Consumer<StatusChange>> onStatus(EngineSettings settings) {
        List<Consumer<StatusChange>> all = new ArrayList<>();
        all.add(TransitionLog::write);
        for (StatusListener listener : settings.statusListeners()) {
            all.add(listener::onChange);
        }
        return all;
    }

    @Override
    public Report report(Selection selection) {
        return report(selection, settings.deadline());
    }

    @Override
    public Report report(Selection selection, Duration patience) {
        Report current = situation.current(selection, time.nanoTime());
        if (current != null) {
            return current;
        }
        List<CheckRunner> selected = members.of(selection);
        awaitFresh(selected, patience);
        return situation.make(selection, selected);
    }

    @Override
    public Optional<Report> current(Selection selection) {
        long now = time.nanoTime();
        Report current = situation.current(selection, now);
        if (current != null) {
            return Optional.of(current);
        }
        List<CheckRunner> selected = members.of(selection);
        boolean waits = selected.stream().anyMatch(runner -> !runner.fresh(now) && !closed.get());
        return waits ? Optional.empty() : Optional.of(situation.make(selection, selected));
    }

    @Override
    public Optional<Report> kept(Selection selection) {
        return Optional.ofNullable(situation.current(selection, time.nanoTime()));
    }

    @Override
    public Optional<CheckReport> check(String name) {
        return members.named(name).map(this::report);
    }

    private CheckReport report(CheckRunner runner) {
        CheckReport current = situation.current(runner, time.nanoTime());
        if (current != null) {
            return current;
        }
        awaitFresh(List.of(runner), settings.deadline());
        return situation.make(runner);
    }

    /**
     * Runs every check with its diagnosis, all at once, and waits for them. A probe that is being run is not entered
     * again: that run diagnoses as well.
     *
     * @param patience how long to wait at most
     * @return what was found, by check; a check that did not answer in time is missing
     */
    public Map<String, List<Evidence>> diagnose(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Map<String, Run> runs = new LinkedHashMap<>();
        for (CheckRunner runner : members.of(Selection.ALL)) {
            if (!closed.get()) {
                runs.put(runner.check().name(), runner.lookClosely());
            }
        }
        Map<String, List<Evidence>> found = new LinkedHashMap<>();
        runs.forEach((name, run) -> {
            run.awaitEnd(end - System.nanoTime());
            run.seen().ifPresent(evidence -> found.put(name, evidence));
        });
        return found;
    }

    @Override
    public Optional<CheckReport> run(String name) {
        return members.named(name).map(runner -> {
            if (!closed.get()) {
                runner.refresh().await(settings.deadline().toNanos());
            }
            return situation.make(runner);
        });
    }

    @Override
    public boolean started() {
        if (!started) {
            List<CheckRunner> unknown = members.of(Selection.group(Group.STARTED)).stream()
                    .filter(runner -> runner.state().sample().isEmpty())
                    .toList();
            // Without a schedule there may be no other reason for the first run.
            unknown.stream().filter(runner -> !closed.get()).forEach(CheckRunner::refresh);
            if (unknown.isEmpty()) {
                situation.started();
                started = true;
            }
        }
        return started;
    }

    @Override
    public Set<String> groups() {
        return members.groups();
    }

    @Override
    public Set<String> names() {
        return members.names();
    }

    /**
     * Has every result that is too old renewed, and waits for all of them together, at most for the deadline, and for first
     * results no longer than patience lasts.
     */
    private void awaitFresh(List<CheckRunner> selected, Duration patience) {
        long now = System.nanoTime();
        long end = now + settings.deadline().toNanos();
        long first = patience.compareTo(settings.deadline()) < 0 ? now + patience.toNanos() : end;
        awaitFresh(selected, end, first);
        if (!settings.scheduled()) {
            // What one of these results has overtaken.
            awaitFresh(selected, end, first);
        }
    }

    private void awaitFresh(List<CheckRunner> selected, long end, long first) {
        long now = time.nanoTime();
        Map<CheckRunner, Run> awaited = new LinkedHashMap<>();
        for (CheckRunner runner : selected) {
            if (!runner.servable(now) && !closed.get()) {
                awaited.put(runner, runner.refresh());
            }
        }
        for (Map.Entry<CheckRunner, Run> each : awaited.entrySet()) {
            boolean unknown = each.getKey().state().sample().isEmpty();
            await(each.getKey(), each.getValue(), unknown ? first : end);
        }
    }

    private void await(CheckRunner runner, Run run, long end) {
        run.await(end - System.nanoTime());
        boolean nextIsNear = run.phase() == Run.Phase.DECIDED || run.phase() == Run.Phase.DIAGNOSING;
        if (nextIsNear && !runner.servable(time.nanoTime())) {
            // Its result was out before we asked, and is too old: we need the next one.
            run.awaitEnd(end - System.nanoTime());
            runner.refresh().await(end - System.nanoTime());
        }
    }

    /**
     * Ends the schedule, the threads, and the probes and listeners that can be closed. Returns within 3 seconds, whatever the probes do; later calls do
     * nothing.
     */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        situation.close();
        threads.loop().close();
        members.all().forEach(CheckRunner::close);
        threads.close(RUNS_END, LISTENERS_END);
        closeParts();
    }

    /**
     * Each on a thread of its own, since a probe that hangs may hang in its close as well, and must not keep others
     * open.
     */
    private void closeParts() {
        Set<AutoCloseable> closeables = Collections.newSetFromMap(new IdentityHashMap<>());
        Stream.of(
                        settings.owned().stream(),
                        settings.checks().stream().map(Check::probe),
                        settings.statusListeners().stream(),
                        settings.reportListeners().stream())
                .flatMap(parts -> parts)
                .filter(AutoCloseable.class::isInstance)
                .map(AutoCloseable.class::cast)
                .forEach(closeables::add);
        List<Thread> closers = closeables.stream()
                .map(closeable -> Workers.daemon("vitals-closer", () -> closeQuietly(closeable)))
                .toList();
        long end = System.nanoTime() + PARTS_END.toNanos();
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
}
