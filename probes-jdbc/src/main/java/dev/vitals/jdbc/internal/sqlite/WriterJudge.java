package dev.vitals.jdbc.internal.sqlite;

import dev.vitals.jdbc.internal.connect.Judge;
import dev.vitals.jdbc.limits.WriterLimits;
import dev.vitals.probe.Command;
import dev.vitals.probe.Observation;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Whether one writer keeps all others waiting: it has the lock in every sample, and nothing is committed in between. */
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
        Duration lasting = Duration.ofNanos(nanoTime.getAsLong() - since);
        Observation held = Observation.duration("writer.held", lasting).against(limits.held());
        return judged(seen, held).observe(held);
    }

    private Result judged(Writer seen, Observation held) {
        if (seen.pid().isEmpty()) {
            return Result.up("the write lock is free");
        }
        long pid = seen.pid().getAsLong();
        String writer = words(pid);
        Status status = held.judge();
        return status == Status.UP
                ? Result.up(writer + " is writing")
                : Result.of(
                                status,
                                SqliteCauses.WRITER_STUCK,
                                writer + " has held the write lock for " + held.shown() + " without a commit"
                                        + limits.held().suffix(status) + "; others cannot write")
                        .remedy(remedy(pid));
    }

    static String words(long pid) {
        return isOurs(pid) ? "this process" : "process " + pid;
    }

    private static boolean isOurs(long pid) {
        return pid == ProcessHandle.current().pid();
    }

    static Remedy remedy(long pid) {
        return isOurs(pid)
                ? Remedy.words(
                        "find the transaction in this process that is neither committed nor rolled back: a thread"
                                + " dump shows which thread holds a connection")
                : Remedy.words("see what that process is, and end its transaction")
                        .run(Command.shell("ps -o pid,user,etime,args -p {}", pid));
    }
}
