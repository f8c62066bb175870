package dev.vitals.jvm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Result;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.TestContext;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class ConvoyProbeTest {
    private static final int WAITING = 12;

    private final ReentrantLock lock = new ReentrantLock();
    private final Object monitor = new Object();
    private final CountDownLatch held = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @Test
    void threads_that_wait_for_a_lock_are_degraded_with_its_holder_and_where_they_wait() throws Exception {
        check("java.util.concurrent.locks.ReentrantLock$NonfairSync", this::holdLock, this::waitForLock);
    }

    @Test
    void threads_that_wait_for_a_monitor_are_too() throws Exception {
        check("java.lang.Object@", this::holdMonitor, this::waitForMonitor);
    }

    @Test
    void threads_that_wait_for_a_permit_or_an_event_are_no_convoy() throws Exception {
        Semaphore none = new Semaphore(0);
        try (Crowd crowd = new Crowd()) {
            for (int i = 0; i < WAITING; i++) {
                crowd.start("permit-" + i, none::acquire);
                crowd.start("event-" + i, release::await);
            }
            await().until(() -> crowd.threads().stream().allMatch(ConvoyProbeTest::waits));

            assertThat(new TestContext().run(ConvoyProbe.create()).status()).isEqualTo(Status.UP);
        }
    }

    @Test
    void threads_that_wait_for_a_class_are_no_convoy_while_classes_are_loaded_and_are_one_afterwards()
            throws Exception {
        TestContext context = new TestContext();
        SlowClassLoader loader = new SlowClassLoader(held, release);
        try (Crowd crowd = new Crowd()) {
            crowd.start("loader", loader::load);
            held.await();
            for (int i = 0; i < WAITING; i++) {
                crowd.start("waiter-" + i, loader::load);
            }
            await().until(() -> crowd.threads().stream().allMatch(ConvoyProbeTest::waits));

            Result first = context.run(ConvoyProbe.create());
            SlowClassLoader.loadClasses(200);
            Result starting = context.run(ConvoyProbe.create());
            Result stuck = context.run(ConvoyProbe.create());

            release.countDown();
            assertThat(first.status()).isEqualTo(Status.UP);
            assertThat(starting.summary()).isEqualTo("12 threads wait for classes that are being loaded");
            assertThat(stuck.cause()).isEqualTo("threads.convoy");
            assertThat(stuck.summary()).startsWith("12 threads wait for ").contains("held by loader");
        }
    }

    @Test
    void another_lock_is_seen_while_classes_are_loaded() throws Exception {
        TestContext context = new TestContext();
        context.run(ConvoyProbe.create());
        SlowClassLoader.loadClasses(200);
        check(context, "java.lang.Object@", this::holdMonitor, this::waitForMonitor);
    }

    private void check(String lockName, Crowd.Work holding, Crowd.Work waiting) throws Exception {
        check(new TestContext(), lockName, holding, waiting);
    }

    private void check(TestContext context, String lockName, Crowd.Work holding, Crowd.Work waiting) throws Exception {
        try (Crowd crowd = new Crowd()) {
            crowd.start("holder", holding);
            held.await();
            for (int i = 0; i < WAITING; i++) {
                crowd.start("waiter-" + i, waiting);
            }
            await().until(() -> crowd.threads().stream().allMatch(ConvoyProbeTest::waits));

            Result result = context.run(ConvoyProbe.create());

            release.countDown();
            assertThat(result.cause()).isEqualTo("threads.convoy");
            assertThat(result.status()).isEqualTo(Status.DEGRADED);
            assertThat(result.summary())
                    .startsWith("12 threads wait for " + lockName)
                    .endsWith(", held by holder (warn 10)");
            assertThat(result.subjects()).containsExactly(Subject.thread("holder"));
            assertThat(result.evidence().get(0)).asString().contains("CountDownLatch.await", "ConvoyProbeTest.hold");
            assertThat(((Evidence.Table) result.evidence().get(1)).rows())
                    .singleElement()
                    .asString()
                    .startsWith("[12, dev.vitals.jvm.ConvoyProbeTest.waitFor");
        }
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.BLOCKED;
    }

    private void holdLock() throws InterruptedException {
        lock.lock();
        try {
            held.countDown();
            release.await();
        } finally {
            lock.unlock();
        }
    }

    private void waitForLock() {
        lock.lock();
        try {
            release.getCount();
        } finally {
            lock.unlock();
        }
    }

    private void holdMonitor() throws InterruptedException {
        synchronized (monitor) {
            held.countDown();
            release.await();
        }
    }

    private void waitForMonitor() {
        synchronized (monitor) {
            release.getCount();
        }
    }
}
