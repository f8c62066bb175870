package dev.vitals.dump;

import dev.vitals.probe.Quantities;
import dev.vitals.report.Report;
import dev.vitals.report.ReportChange;
import dev.vitals.report.RootCause;
import dev.vitals.report.Selection;
import dev.vitals.report.Severity;
import java.util.Optional;

/** Decides when a dump is taken by itself: at the first report that is bad enough, and when the heap stays full. Thread-safe. */
final class Automatic {
    /** Before the garbage collector takes all the time there is: then nothing that allocates works any more. */
    private static final double HEAP_FULL = 0.85;

    private static final double HEAP_WELL = 0.75;

    private final DumpChoices settings;
    private final long startNanos;
    private Optional<String> wanted = Optional.empty();
    private Optional<Long> last = Optional.empty();
    private boolean bad;
    private boolean heapFull;
    private int fullSamples;

    Automatic(DumpChoices settings, long startNanos) {
        this.settings = settings;
        this.startNanos = startNanos;
    }

    synchronized void observe(ReportChange change) {
        Report report = change.after();
        if (settings.automatic.isEmpty() || !report.selection().equals(Selection.ALL)) {
            return;
        }
        Severity mildest = settings.automatic.get();
        Optional<Severity> severity = report.verdict().severity().filter(is -> is.compareTo(mildest) <= 0);
        if (severity.isPresent() && !bad) {
            wanted = Optional.of("first " + severity.get() + ": " + words(report));
        } else if (severity.isEmpty() && !heapFull) {
            wanted = Optional.empty(); // nothing is left to be seen
        }
        bad = severity.isPresent();
    }

    private static String words(Report report) {
        return report.verdict().rootCauses().stream()
                .findFirst()
                .map(RootCause::check)
                .flatMap(report::check)
                .map(check -> check.cause() + " in " + check.name())
                .orElse(report.status().name());
    }

    /** Takes note of how full the heap was after its last collection. Two samples in a row count, as one may be a burst. */
    synchronized void heap(double share) {
        fullSamples = share >= HEAP_FULL ? fullSamples + 1 : 0;
        if (settings.automatic.isPresent() && fullSamples >= 2 && !heapFull) {
            heapFull = true;
            wanted = Optional.of("heap " + Quantities.percent(share * 100) + " full after collections");
        } else if (share < HEAP_WELL) {
            if (heapFull && !bad) {
                wanted = Optional.empty(); // nothing is left to be seen
            }
            heapFull = false;
        }
    }

    /** Returns what to take a dump for now. From then on it has been taken. */
    synchronized Optional<DumpRequest> due(long nowNanos) {
        boolean quiet = nowNanos - startNanos < settings.quiet.toNanos();
        boolean soon = last.isPresent() && nowNanos - last.get() < settings.automaticApart.toNanos();
        if (wanted.isEmpty() || quiet || soon) {
            return Optional.empty();
        }
        DumpRequest request = DumpRequest.of("automatic", wanted.get());
        wanted = Optional.empty();
        last = Optional.of(nowNanos);
        return Optional.of(request);
    }
}
