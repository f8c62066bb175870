package dev.vitals.jvm;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Observation;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Unit;

/**
 * Judges how much of a limited piece of memory is in use.
 *
 * @param cause what is wrong beyond the threshold
 * @param name what the observations are called
 * @param threshold of the share in use
 */
record FillVerdict(Cause cause, String name, Threshold threshold) {
    Result judge(Fill fill) {
        Observation used = Observation.bytes(name + ".used", fill.used());
        if (fill.max() <= 0) {
            return Result.up(Quantities.bytes(fill.used()) + " in use, without a limit")
                    .observe(used);
        }
        double ratio = (double) fill.used() / fill.max();
        Status status = threshold.judge(ratio);
        String line = Unit.RATIO.show(ratio) + " of " + fill.what() + " in use: " + Quantities.bytes(fill.used())
                + " of " + Quantities.bytes(fill.max()) + threshold.suffix(status);
        Result result = status == Status.UP ? Result.up(line) : Result.of(status, cause, line);
        return result.observe(Observation.ratio(name + ".ratio", ratio).against(threshold))
                .observe(used)
                .observe(Observation.bytes(name + ".max", fill.max()));
    }
}
