package dev.vitals.jdbc.internal.postgres.storage;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.internal.findings.Finding;
import dev.vitals.jdbc.internal.findings.GoodToKnow;
import dev.vitals.jdbc.internal.findings.ReachedLimit;
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
import java.util.Optional;
import java.util.function.LongSupplier;

/** How large the database is, how much it has grown within the last hour, and what state it is in. Not thread-safe: used by one check. */
public final class SizeJudge implements Judge<Stored> {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int SAMPLES = 1_000;
    private static final Remedy LARGEST =
            Remedy.words("see the largest tables in this check's diagnosis; the usual ones are dead rows, old"
                    + " partitions, logs, and queues that are never emptied");

    private final SizeLimits limits;
    private final LongSupplier nanoTime;
    private final Deque<Sample> samples = new ArrayDeque<>();

    /**
     * Makes the judge.
     *
     * @param limits what counts as large
     */
    public SizeJudge(SizeLimits limits) {
        this(limits, System::nanoTime);
    }

    SizeJudge(SizeLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Result judge(Stored stored, ProbeContext context) {
        long bytes = stored.bytes();
        Optional<Growth> growth = growth(new Sample(bytes, nanoTime.getAsLong()));
        List<Finding> findings = new ArrayList<>();
        large(bytes).ifPresent(findings::add);
        growth.flatMap(this::growing).ifPresent(findings::add);
        stored.checksums().finding().ifPresent(findings::add);
        stored.vacuum().finding().ifPresent(findings::add);
        Result result = Finding.worst(findings, calm(bytes, growth))
                .observe(Observation.bytes("db.size", bytes).against(limits.size()));
        Result noted = GoodToKnow.note(result, stored.notes());
        return growth.map(one -> noted.observe(
                        Observation.bytes("db.size.growth", one.bytes()).against(limits.growth())))
                .orElse(noted);
    }

    /** What came within the hour, or since the first sample; nothing is known at the first one. */
    private Optional<Growth> growth(Sample now) {
        while (!samples.isEmpty()
                && (samples.size() >= SAMPLES
                        || now.nanos() - samples.getFirst().nanos() > WINDOW.toNanos())) {
            samples.removeFirst();
        }
        Optional<Growth> growth = Optional.ofNullable(samples.peekFirst())
                .map(oldest ->
                        new Growth(now.bytes() - oldest.bytes(), Duration.ofNanos(now.nanos() - oldest.nanos())));
        samples.addLast(now);
        return growth;
    }

    private Optional<Finding> large(long bytes) {
        Status status = limits.size().judge(bytes);
        return status == Status.UP
                ? Optional.empty()
                : Optional.of(new Finding(
                        status,
                        StorageCauses.SIZE_LARGE,
                        "the database has " + Quantities.bytes(bytes) + ReachedLimit.words(limits.size(), status),
                        List.of(LARGEST)));
    }

    private Optional<Finding> growing(Growth growth) {
        Status status = limits.growth().judge(growth.bytes());
        String limit = limits.growth()
                .shown(status)
                .map(shown -> (status == Status.DOWN ? " (fail " : " (warn ") + shown + " an hour)")
                .orElse("");
        return status == Status.UP
                ? Optional.empty()
                : Optional.of(new Finding(
                        status,
                        StorageCauses.SIZE_GROWING,
                        "the database has grown by " + Quantities.bytes(growth.bytes()) + " in "
                                + Quantities.duration(growth.within()) + limit,
                        List.of(LARGEST)));
    }

    private static String calm(long bytes, Optional<Growth> growth) {
        return "the database has " + Quantities.bytes(bytes)
                + growth.filter(one -> one.bytes() > 0)
                        .map(one -> ", " + Quantities.bytes(one.bytes()) + " more than "
                                + Quantities.duration(one.within()) + " ago")
                        .orElse("");
    }

    private record Sample(long bytes, long nanos) {}

    private record Growth(long bytes, Duration within) {}
}
