package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.limits.WriterLimits;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether one writer keeps all the others waiting: it has the lock at every look, and nothing is committed between. */
final class WriterJudge implements Judge<Writer> {
    private final WriterLimits limits;
    private final LongSupplier nanoTime;
    private @Nullable Writer last;
    private long since;

    WriterJudge(WriterLimits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
    }

    @Override
    public Result judge(Writer seen, ProbeContext context) {
        Writer before = last;
        if (before == null || !seen.continues(before)) {
            since = nanoTime.getAsLong();
        }
        last = seen;
        Duration held = Duration.ofNanos(nanoTime.getAsLong() - since);
        return judged(seen, held)
                .observe(Observation.of("writer.held", held.toMillis() / 1e3, "s")
                        .warnAt(limits.warn().toMillis() / 1e3)
                        .failAt(limits.fail().toMillis() / 1e3));
    }

    private Result judged(Writer seen, Duration held) {
        if (seen.pid().isEmpty()) {
            return Result.up("nobody holds the write lock");
        }
        long pid = seen.pid().getAsLong();
        boolean ours = pid == ProcessHandle.current().pid();
        String who = ours ? "this process" : "process " + pid;
        if (held.compareTo(limits.warn()) < 0) {
            return Result.up(who + " is writing");
        }
        boolean down = held.compareTo(limits.fail()) >= 0;
        Result result = Result.of(
                down ? Status.DOWN : Status.DEGRADED,
                "writer.stuck",
                who + " has held the write lock for " + Quantities.duration(held) + " without a commit (limit "
                        + Quantities.duration(down ? limits.fail() : limits.warn()) + "); others cannot write");
        return result.remedy(remedy(pid, ours));
    }

    private static Remedy remedy(long pid, boolean ours) {
        return ours
                ? Remedy.of("find the transaction here that nobody commits or rolls back: a thread dump shows who"
                        + " holds a connection")
                : Remedy.run(
                        "see what that process is, and end its transaction", "ps -o pid,user,etime,args -p " + pid);
    }
}
