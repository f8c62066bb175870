package dev.vitals.host;

import dev.vitals.host.facts.Processes;
import dev.vitals.host.facts.Processes.Seen;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Unit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The processes that take the most, as evidence: of those that this one may see, and without their arguments. */
final class LargestProcesses {
    private static final int SHOWN = 5;

    private LargestProcesses() {}

    static Evidence byMemory(Processes processes) {
        return new Evidence.Table(
                "largest processes by resident memory",
                List.of("pid", "command", "resident"),
                processes.all().stream()
                        .sorted(Comparator.comparingLong(Seen::resident).reversed())
                        .limit(SHOWN)
                        .map(process -> List.of(
                                Long.toString(process.pid()), process.name(), Quantities.bytes(process.resident())))
                        .toList());
    }

    static Evidence byCpu(Processes before, Processes now) {
        Map<Seen, Double> busy = now.busySince(before);
        String seconds = Quantities.duration(java.time.Duration.ofNanos(now.nanoTime() - before.nanoTime()));
        return new Evidence.Table(
                "largest processes by CPU, over " + seconds,
                List.of("pid", "command", "CPUs", "resident"),
                busy.entrySet().stream()
                        .sorted(Map.Entry.<Seen, Double>comparingByValue().reversed())
                        .limit(SHOWN)
                        .map(entry -> List.of(
                                Long.toString(entry.getKey().pid()),
                                entry.getKey().name(),
                                Unit.COUNT.show(Math.round(entry.getValue() * 100) / 100.0),
                                Quantities.bytes(entry.getKey().resident())))
                        .toList());
    }
}
