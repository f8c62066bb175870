package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import java.util.ArrayList;
import java.util.List;

/** Says what the sampled threads leave unexplained. */
final class PoolNotes {
    private PoolNotes() {}

    static Result add(Result result, PoolThreads threads, Holders holders, PoolReading reading) {
        List<String> notes = new ArrayList<>();
        int seen = threads.waiting().threads();
        int using = threads.holding().threads();
        if (seen > reading.queue()) {
            notes.add(seen + " threads were seen waiting, " + reading.queue() + " wait for this pool: a stack does not"
                    + " show which of several pools it is about");
        } else if (seen < reading.queue()) {
            notes.add(
                    seen + " of " + reading.queue() + " waiting threads were seen: virtual threads cannot be sampled");
        }
        if (using < reading.active() && holders.isEmpty()) {
            notes.add((reading.active() - using) + " of " + reading.active()
                    + " connections in use are in no call right now: the code that holds them does something else,"
                    + " and nothing keeps track of which code that is");
        }
        if (!threads.complete()) {
            notes.add("not every thread was sampled, there are too many");
        }
        return notes.isEmpty() ? result : result.evidence(new Evidence.Text("not explained", notes));
    }
}
