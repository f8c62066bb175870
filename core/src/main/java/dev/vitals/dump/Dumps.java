package dev.vitals.dump;

import dev.vitals.report.ReportListener;
import dev.vitals.report.ReportSource;
import dev.vitals.report.Selection;
import dev.vitals.spi.TimeSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Takes dumps, one at a time, on threads of its own.
 *
 * <p>Asking never blocks: whoever asks while a dump is being taken, or within the distance that
 * {@link DumpSettings#apart} sets, gets that one. Its threads, one that leads and two that collect, are there before they
 * are needed. Nothing here logs, takes a lock of the application's or waits for it.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class Dumps implements AutoCloseable {
    private static final int KEPT = 3;
    private static final Duration TICK = Duration.ofSeconds(10);
    private static final int REHEARSALS = 3;
    private static final Duration FAREWELL = Duration.ofMillis(500);

    private final DumpChoices settings;
    private final TimeSource time;
    private final ReportSource reports;
    private final Taking taking;
    private final Automatic automatic;
    private final Trends trends;
    private final BlockingQueue<DumpJob> asked = new ArrayBlockingQueue<>(1);
    private final Object asking = new Object();
    private final SecureRandom random = new SecureRandom();
    private final GcLog collections = GcLog.open();
    private final Crew crew;
    private final Thread leader;

    /** The newest first. Another list whenever it changes, since some who read it must not wait. */
    private volatile List<Past> past = List.of();

    private volatile boolean closed;

    private volatile boolean rehearsed;

    /** Known to the leader alone. */
    private int rehearsals;

    /** Known to the leader alone. */
    private Optional<DumpJob> current = Optional.empty();

    private Dumps(String application, DumpChoices settings, DumpSources sources) {
        this.settings = settings;
        this.time = sources.time();
        this.reports = sources.reports();
        this.trends = new Trends(reports);
        this.automatic = new Automatic(settings, time.nanoTime());
        this.crew = new Crew();
        this.taking = new Taking(application, settings, sources, new Watched(trends, collections), crew);
        this.leader = new Thread(null, this::live, "vitals-dump", 0, false);
        leader.setDaemon(true);
        leader.setContextClassLoader(Dumps.class.getClassLoader());
        leader.start();
    }

    /** A job and when it was asked for, by monotonic time. */
    private record Past(DumpJob job, long nanos) {}

    /**
     * Opens what takes the dumps of an application. {@code Vitals} does this; its builder takes the settings.
     *
     * @param application the application's name
     * @param settings when dumps are taken, what they hold and where they go
     * @param sources where their contents come from
     * @return it, to be closed by the caller
     */
    public static Dumps open(String application, DumpSettings settings, DumpSources sources) {
        return new Dumps(
                Objects.requireNonNull(application, "application"),
                Objects.requireNonNull(settings, "settings").chosen(),
                Objects.requireNonNull(sources, "sources"));
    }

    /**
     * Has a dump taken. Does not block.
     *
     * @param request what it is for
     * @return the dump that is being taken now, whoever asked for it and for whatever extras, or the last one of the same
     *     trigger if it is younger than {@link DumpSettings#apart} allows and has every extra, confirmed if it is confirmed
     *     now; else a new one
     */
    public DumpJob dump(DumpRequest request) {
        Objects.requireNonNull(request, "request");
        synchronized (asking) {
            long now = time.nanoTime();
            Optional<DumpJob> other = past.stream()
                    .filter(earlier -> stands(earlier, request, now))
                    .map(Past::job)
                    .findFirst();
            return other.orElseGet(() -> ask(request, now));
        }
    }

    private boolean stands(Past earlier, DumpRequest request, long now) {
        boolean sameSide = earlier.job().request().trigger().equals(request.trigger());
        boolean young = now - earlier.nanos() < settings.apart.toNanos();
        boolean failed = earlier.job().failure().isPresent();
        boolean holdsAll = earlier.job().request().covers(request);
        return !earlier.job().isOver() || (sameSide && young && !failed && holdsAll);
    }

    private DumpJob ask(DumpRequest request, long now) {
        byte[] id = new byte[4];
        random.nextBytes(id);
        DumpJob job = new DumpJob(HexFormat.of().formatHex(id), taking.redacted(request), time.now());
        boolean refused = closed || !asked.offer(job); // first, or one that memory fails would be awaited for ever
        past = Stream.concat(Stream.of(new Past(job, now)), past.stream())
                .limit(KEPT)
                .toList();
        if (refused || (closed && asked.remove(job))) {
            job.failed("the aggregator is closed");
        }
        return job;
    }

    /**
     * Returns the latest dumps, those that are being taken included. Takes no lock.
     *
     * @return at most three, newest first
     */
    public List<DumpJob> list() {
        return past.stream().map(Past::job).toList();
    }

    /**
     * Returns one of the latest dumps.
     *
     * @param id its name
     * @return the dump; empty if it is none of {@link #list}
     */
    public Optional<DumpJob> find(String id) {
        Objects.requireNonNull(id, "id");
        return list().stream().filter(job -> job.id().equals(id)).findFirst();
    }

    /**
     * Returns the newest dump that is done.
     *
     * @return the dump; empty if there is none yet
     */
    public Optional<Dump> newest() {
        return list().stream().flatMap(job -> job.result().stream()).findFirst();
    }

    /**
     * Returns what has dumps taken by themselves.
     *
     * @return a listener for an aggregator
     */
    public ReportListener listener() {
        return change -> {
            automatic.observe(change);
            takeIfDue();
        };
    }

    private void takeIfDue() {
        automatic.due(time.nanoTime()).ifPresent(this::dump);
    }

    private void live() {
        SectionOut.tree("{}");
        sampleIfPossible();
        while (!closed) {
            try {
                failUnfinished();
                long waited = System.nanoTime();
                DumpJob job = asked.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
                if (job == null) {
                    long nanos = System.nanoTime();
                    trends.late(nanos, (nanos - waited) / 1_000_000 - TICK.toMillis());
                    sample();
                    trends.heapAfterCollection().ifPresent(automatic::heap);
                    takeIfDue();
                    rehearseOnce();
                } else {
                    rehearsed = true;
                    current = Optional.of(job);
                    take(job);
                }
            } catch (InterruptedException closing) {
                // The loop ends, as it has been told to.
            } catch (RuntimeException | Error goOn) {
                // A sample is missing; the next dump must not be.
            }
        }
        Optional.ofNullable(asked.poll()).ifPresent(job -> job.failed("the aggregator is closed"));
        taking.close();
    }

    private void sample() {
        trends.sample(time.now(), System.nanoTime());
    }

    /** To say why a dump failed takes memory, of which there may have been none. */
    private void failUnfinished() {
        current.filter(job -> !job.isOver()).ifPresent(job -> job.failed("it could not be said why: out of memory?"));
        current = Optional.empty();
    }

    /**
     * Not while the application starts, and only once there is a report to show: none is asked for. One that was cut, as on
     * a machine that is busy, has not loaded all that a dump takes.
     */
    private void rehearseOnce() {
        boolean due = !rehearsed && rehearsals < REHEARSALS;
        if (due && reports.current(Selection.ALL).isPresent()) {
            rehearsals++;
            DumpRequest request = taking.redacted(DumpRequest.DEFAULT);
            Past nobodys = new Past(new DumpJob("00000000", request, time.now()), time.nanoTime());
            if (stands(nobodys, request, time.nanoTime())) {
                rehearsed = taking.rehearse(nobodys.job());
            }
        }
    }

    /** Whether a dump has been gone through, so that one can be taken by a process that can load no class any more. */
    boolean isRehearsed() {
        return rehearsed;
    }

    /** A bean that fails, as some do when no file can be opened, must not cost the dump. */
    private void sampleIfPossible() {
        try {
            sample();
        } catch (RuntimeException | Error missing) {
            // The last ten minutes are known up to the sample before.
        }
    }

    private void take(DumpJob job) {
        try {
            sampleIfPossible();
            taking.take(job);
        } catch (RuntimeException | Error failed) {
            job.failed(taking.words(failed));
        }
    }

    /** Takes no further dumps. One under way ends at once, without a result. Returns within a second. */
    @Override
    public void close() {
        closed = true;
        collections.close();
        crew.close();
        leader.interrupt();
        try {
            leader.join(FAREWELL.toMillis());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
