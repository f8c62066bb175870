package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.limits.SizeLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;

/** How large the database is, and how much it has grown within the last hour. Not thread-safe: used by one check. */
public final class SizeJudge implements Judge<Long> {
    public static final String QUERY = "select pg_database_size(current_database())";
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int SAMPLES = 1_000;
    private static final Remedy LOOK = Remedy.of(
            "see the largest tables in this check's diagnosis; dead rows, old partitions, logs and queues that"
                    + " nobody empties are the usual ones");

    private final SizeLimits limits;
    private final LongSupplier nanoTime;
    private final Deque<Sample> samples = new ArrayDeque<>();

    public SizeJudge(SizeLimits limits) {
        this(limits, System::nanoTime);
    }

    SizeJudge(SizeLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Result judge(Long bytes, ProbeContext context) {
        Sample now = new Sample(bytes, nanoTime.getAsLong());
        while (!samples.isEmpty()
                && (samples.size() >= SAMPLES
                        || now.nanos() - samples.getFirst().nanos() > WINDOW.toNanos())) {
            samples.removeFirst();
        }
        samples.addLast(now);
        Sample oldest = samples.getFirst();
        long grown = bytes - oldest.bytes();
        Duration within = Duration.ofNanos(now.nanos() - oldest.nanos());
        Result result = Finding.worst(findings(bytes, grown, within), calm(bytes, grown, within));
        return result.observe(size(bytes)).observe(growth(grown));
    }

    private List<Finding> findings(long bytes, long grown, Duration within) {
        List<Finding> findings = new ArrayList<>();
        boolean down = bytes >= limits.fail().orElse(Long.MAX_VALUE);
        if (down || bytes >= limits.warn().orElse(Long.MAX_VALUE)) {
            long limit = (down ? limits.fail() : limits.warn()).orElseThrow();
            findings.add(new Finding(
                    down ? Status.DOWN : Status.DEGRADED,
                    "size.large",
                    "the database has " + Quantities.bytes(bytes) + " (limit " + Quantities.bytes(limit) + ")",
                    List.of(LOOK)));
        }
        if (grown >= limits.growth().orElse(Long.MAX_VALUE)) {
            findings.add(new Finding(
                    Status.DEGRADED,
                    "size.growing",
                    "the database has grown by " + Quantities.bytes(grown) + " in " + Quantities.duration(within)
                            + " (limit " + Quantities.bytes(limits.growth().orElseThrow()) + " an hour)",
                    List.of(LOOK)));
        }
        return findings;
    }

    private static String calm(long bytes, long grown, Duration within) {
        String growth =
                grown > 0 ? ", " + Quantities.bytes(grown) + " more than " + Quantities.duration(within) + " ago" : "";
        return "the database has " + Quantities.bytes(bytes) + growth;
    }

    private Observation.Old size(long bytes) {
        Observation.Old size = Observation.of("size.database", bytes, "bytes");
        size = limits.warn().isPresent() ? size.warnAt(limits.warn().getAsLong()) : size;
        return limits.fail().isPresent() ? size.failAt(limits.fail().getAsLong()) : size;
    }

    /** What came within the hour, or since the first look. */
    private Observation.Old growth(long grown) {
        Observation.Old growth = Observation.of("size.growth", grown, "bytes/h");
        return limits.growth().isPresent() ? growth.warnAt(limits.growth().getAsLong()) : growth;
    }

    private record Sample(long bytes, long nanos) {}
}
