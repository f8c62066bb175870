package dev.vitals.endpoint;

import dev.vitals.probe.Group;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import dev.vitals.report.Selection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Waits with every report until it is released, but for liveness, which is known. As the engine does, an interrupted
 * caller goes on at once.
 */
final class StuckSource extends FixedSource {
    final AtomicInteger waits = new AtomicInteger();
    final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    StuckSource(CheckReport... checks) {
        super(checks);
    }

    void release() {
        release.countDown();
    }

    @Override
    public Optional<Report> current(Selection selection) {
        return selection.equals(Selection.group(Group.LIVE)) ? Optional.of(super.report(selection)) : Optional.empty();
    }

    @Override
    public Report report(Selection selection) {
        waits.incrementAndGet();
        entered.countDown();
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return super.report(selection);
    }
}
