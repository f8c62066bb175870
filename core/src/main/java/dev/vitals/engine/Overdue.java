package dev.vitals.engine;

import dev.vitals.probe.Check;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.time.Duration;
import java.util.List;

/** What is said of a run that has not returned in time. */
final class Overdue {
    private final Duration limit;

    Overdue(Check check) {
        this.limit = check.policy().timeout();
    }

    /** What the probe left word of when it entered what it is stuck in, else that it is late; with its stack. */
    Result timedOut(Run run, Duration elapsed) {
        String late = "running for " + Quantities.duration(elapsed) + " (limit " + Quantities.duration(limit)
                + "), not entered again until it returns";
        Result result = run.stays()
                .ifStuck()
                .filter(word -> !word.equals(BackstopProbe.FALLBACK))
                .map(word -> word.withSummary(word.summary() + "; " + late))
                .orElseGet(() -> Result.down(EngineCauses.TIMEOUT, late)
                        .remedy(Remedy.words("look at what the last line of our own code in the stack waits for"))
                        .remedy(Remedy.words("give the call that hangs a time limit of its own, below the check's")));
        return Stacks.of("where the probe is stuck", run).map(result::evidence).orElse(result);
    }

    Result starved(Duration elapsed) {
        return Result.unknown(
                EngineCauses.STARVED,
                "no thread was free or could be started within " + Quantities.duration(elapsed)
                        + "; the probe was not run");
    }

    List<Evidence> stuckDiagnosis(Run run) {
        return Stacks.of("the diagnosis is stuck; the check waits for it", run).stream()
                .toList();
    }

    String late(Result result, Duration elapsed) {
        return "a run that had timed out returned after " + Quantities.duration(elapsed) + " with " + result.status()
                + " " + result.cause();
    }
}
