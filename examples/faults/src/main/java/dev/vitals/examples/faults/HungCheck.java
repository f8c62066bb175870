package dev.vitals.examples.faults;

import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Result;
import java.util.concurrent.Semaphore;

/** A probe of the application's own that can be made to hang. */
public final class HungCheck implements Fault, Probe {
    private final Semaphore answers = new Semaphore(1);

    @Override
    public String name() {
        return "hung-probe";
    }

    @Override
    public String description() {
        return "the application's own licence probe hangs";
    }

    @Override
    public Result check(ProbeContext context) {
        askLicenceServer();
        return Result.up("valid for 200 days");
    }

    /** A call without a timeout, as they are written. */
    private void askLicenceServer() {
        answers.acquireUninterruptibly();
        answers.release();
    }

    @Override
    public void inject() throws InterruptedException {
        answers.acquire();
    }

    @Override
    public void heal() {
        answers.release();
    }
}
