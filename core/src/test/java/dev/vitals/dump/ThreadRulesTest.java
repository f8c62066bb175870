package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.dump.Judgement.Level;
import dev.vitals.redaction.StandardRedactor;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules see real threads for what they are. */
class ThreadRulesTest {
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);

    private interface Work {
        void run() throws Exception;
    }

    private Thread start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception over) {
                        // As meant, at the end of the test.
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
        return thread;
    }

    @AfterEach
    void stop() throws InterruptedException {
        end.countDown();
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static Facts look() throws Exception {
        Facts facts = new Facts();
        SectionOut out = new SectionOut(new BundleRedaction(new StandardRedactor(), true), 10 << 20);
        new ThreadFiles.DeadlocksFile().collect(out, facts);
        ThreadsCollector.first().collect(out, facts);
        new ThreadFiles.LocksFile().collect(out, facts);
        return facts;
    }

    private static void awaitState(Thread thread, Thread.State state) {
        await().until(() -> thread.getState() == state);
    }

    private void standHere() throws InterruptedException {
        end.await();
    }

    @Test
    void a_deadlock_is_named_with_a_thread_in_it() throws Exception {
        ReentrantLock one = new ReentrantLock();
        ReentrantLock other = new ReentrantLock();
        CountDownLatch both = new CountDownLatch(2);
        Thread first = start("deadlock-first", () -> lockBoth(one, other, both));
        Thread second = start("deadlock-second", () -> lockBoth(other, one, both));
        awaitState(first, Thread.State.WAITING);
        awaitState(second, Thread.State.WAITING);

        await().untilAsserted(() -> {
            Judgement judgement = ThreadRules.deadlock(look());
            assertThat(judgement.level()).isEqualTo(Level.FAIL);
            assertThat(judgement.finding()).contains("deadlock-");
        });
    }

    private static void lockBoth(ReentrantLock one, ReentrantLock other, CountDownLatch both) throws Exception {
        one.lockInterruptibly();
        try {
            both.countDown();
            both.await();
            other.lockInterruptibly();
        } finally {
            one.unlock();
        }
    }

    @Test
    void a_lock_that_many_wait_for_names_its_holder_and_where_it_is() throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Thread holder = start("holder", () -> {
            lock.lock();
            try {
                standHere();
            } finally {
                lock.unlock();
            }
        });
        awaitState(holder, Thread.State.WAITING);
        assertThat(ThreadRules.convoy(look()).level()).isEqualTo(Level.PASS);

        for (int i = 0; i < 10; i++) {
            awaitState(start("waiter-" + i, lock::lockInterruptibly), Thread.State.WAITING);
        }

        Judgement judgement = ThreadRules.convoy(look());
        assertThat(judgement.level()).isEqualTo(Level.FAIL);
        assertThat(judgement.finding()).startsWith("10 behind \"holder\"");
    }

    @Test
    void a_pool_whose_threads_all_stand_in_one_place_is_saturated_and_an_idle_one_is_not() throws Exception {
        ExecutorService idle = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 8; i++) {
                idle.submit(() -> {}).get(10, TimeUnit.SECONDS);
            }
            assertThat(ThreadRules.saturated(look()).finding()).doesNotContain("pool-");

            for (int i = 0; i < 6; i++) {
                awaitState(start("booking-" + i, this::standHere), Thread.State.WAITING);
            }
            Judgement judgement = ThreadRules.saturated(look());
            assertThat(judgement.level()).isEqualTo(Level.WARN);
            assertThat(judgement.finding()).contains("all 6 threads of booking-#", "ThreadRulesTest.standHere");
        } finally {
            idle.shutdownNow();
        }
    }

    /** A process that does not read: after 64 KiB whoever writes to it stands still. */
    @Test
    void an_output_that_nobody_reads_any_more_is_found_by_those_behind_it() throws Exception {
        Process deaf = new ProcessBuilder("sleep", "600").start();
        try {
            OutputStream out = deaf.getOutputStream(); // not closed, which would wait like the writer
            Object log = new Object();
            start("writer", () -> {
                synchronized (log) {
                    out.write(new byte[1 << 20]);
                }
            });
            await().until(() -> Arrays.toString(threads.get(0).getStackTrace()).contains("writeBytes"));
            Thread behind = start("behind", () -> {
                synchronized (log) {
                    standHere();
                }
            });
            awaitState(behind, Thread.State.BLOCKED);

            Judgement judgement = ThreadRules.logBlocked(look());
            assertThat(judgement.level()).isEqualTo(Level.FAIL);
            assertThat(judgement.finding()).contains("\"writer\"", "1 threads behind it");
        } finally {
            deaf.destroyForcibly();
        }
    }
}
