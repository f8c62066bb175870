package dev.vitals.dump;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.Vitals;
import dev.vitals.probe.Result;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** Makes itself sick in the way that each line of its input names, has a dump taken, gets well and says how it went. */
final class SickMain {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Hanging HANGING = new Hanging();
    private static final AtomicInteger PRINTED = new AtomicInteger();

    private SickMain() {}

    private interface Illness {
        /** Makes the process well again. */
        void end() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        DumpSettings settings = DumpSettings.DEFAULT
                .onDemandOnly()
                .apart(Duration.ZERO, Duration.ZERO)
                .directory(Path.of(arguments[0]))
                .contributor(HANGING);
        try (Vitals vitals = Vitals.builder("sick")
                        .startUpGrace(Duration.ZERO)
                        .check("well", context -> Result.up())
                        .dumps(settings)
                        .build();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("rehearsal")) {
                    System.out.println("\nrehearsal " + (isRehearsed(vitals) ? "whole" : "cut"));
                } else {
                    answer(vitals, line);
                }
            }
        }
    }

    /** Waits for one, as there are up to three on a machine that is busy. */
    private static boolean isRehearsed(Vitals vitals) {
        Dumps dumps = vitals.dumps().orElseThrow();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!dumps.isRehearsed() && System.nanoTime() - end < 0) {
            await(new CountDownLatch(1), 10);
        }
        return dumps.isRehearsed();
    }

    private static void answer(Vitals vitals, String illness) throws Exception {
        ObjectNode answer = JSON.createObjectNode();
        Illness sick = fallIll(illness);
        DumpJob job = null;
        boolean thrown = false; // to say so takes memory
        try {
            job = vitals.dump(DumpRequest.DEFAULT);
            job.await(PATIENCE);
        } catch (OutOfMemoryError full) {
            thrown = true;
        } finally {
            sick.end();
        }
        if (job == null || thrown) {
            answer.put("thrown", job == null ? "by dump()" : "by await()");
        }
        if (job != null) {
            job.failure().ifPresent(why -> answer.put("failure", why));
            job.result().ifPresent(dump -> tell(answer, dump));
        }
        answer.put("threads", vitalsThreads());
        System.out.println("\nresult " + answer);
    }

    private static void tell(ObjectNode answer, Dump dump) {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try {
            dump.writeTo(zip);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        answer.put("zip", zip.toByteArray());
        dump.path().ifPresent(path -> answer.put("path", path.toString()));
        dump.trouble().forEach(answer.withArray("/trouble")::add);
    }

    private static long vitalsThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("vitals-dump"))
                .count();
    }

    private static Illness fallIll(String illness) throws Exception {
        return switch (illness) {
            case "nothing", "file-size" -> () -> {};
            case "descriptors" -> withoutDescriptors();
            case "threads" -> withThreads(Integer.MAX_VALUE);
            case "many-threads" -> withThreads(5_200);
            case "full-heap" -> withHeap(0);
            case "nearly-full-heap" -> withHeap(6 << 20);
            case "heap-fills-meanwhile" -> withHeapThatFillsMeanwhile();
            case "deadlock" -> deadlocked();
            case "output" -> withBlockedOutput();
            case "contributor" -> HANGING.begin();
            default -> throw new IllegalArgumentException(illness);
        };
    }

    private static Illness withoutDescriptors() {
        Deque<FileInputStream> open = new ArrayDeque<>();
        Illness end = () -> {
            for (FileInputStream one : open) {
                one.close();
            }
        };
        try {
            while (true) {
                open.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException none) {
            return end;
        }
    }

    private static Illness withThreads(int most) {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        try {
            while (threads.size() < most) {
                Thread thread = new Thread(null, () -> await(end), "worker-" + threads.size(), 128 << 10);
                thread.start();
                threads.add(thread);
            }
        } catch (OutOfMemoryError noMore) {
            // As meant.
        }
        return () -> {
            end.countDown();
            join(threads);
        };
    }

    private static Illness withHeap(int left) {
        List<Object> hog = new ArrayList<>(100_000);
        Illness free = hog::clear;
        byte[][] nothing = new byte[0][];
        byte[][][] toFree = {new byte[left >> 16][1 << 16]};
        for (int size = 1 << 16; size >= 16; size /= 2) {
            try {
                while (true) {
                    hog.add(new byte[size]);
                }
            } catch (OutOfMemoryError full) {
                // As meant; smaller ones may fit.
            }
        }
        toFree[0] = nothing;
        return free;
    }

    /** Once the dump has come to the contributor. */
    private static Illness withHeapThatFillsMeanwhile() {
        Illness hanging = HANGING.begin();
        List<Illness> full = new ArrayList<>(1);
        Thread hog = new Thread(() -> {
            if (await(HANGING.entered, PATIENCE.toMillis())) {
                full.add(withHeap(0));
            }
            try {
                hanging.end();
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        hog.start();
        return () -> {
            if (HANGING.entered.getCount() > 0) {
                hog.interrupt();
                throw new IllegalStateException("the dump ended, or took longer than " + PATIENCE
                        + ", before it came to the contributor: the heap was not filled");
            }
            hog.join(PATIENCE.toMillis());
            if (hog.isAlive() || full.isEmpty()) {
                throw new IllegalStateException(
                        hog.isAlive() ? "the heap was not full after " + PATIENCE : "filling the heap has failed");
            }
            full.get(0).end();
        };
    }

    private static Illness deadlocked() throws Exception {
        ReentrantLock one = new ReentrantLock();
        ReentrantLock other = new ReentrantLock();
        CyclicBarrier bothHold = new CyclicBarrier(2);
        List<Thread> threads = List.of(
                new Thread(() -> lockBoth(one, other, bothHold), "left"),
                new Thread(() -> lockBoth(other, one, bothHold), "right"));
        threads.forEach(Thread::start);
        while (!one.hasQueuedThreads() || !other.hasQueuedThreads()) {
            Thread.onSpinWait();
        }
        return () -> {
            threads.forEach(Thread::interrupt);
            join(threads);
        };
    }

    private static void lockBoth(ReentrantLock first, ReentrantLock second, CyclicBarrier bothHold) {
        first.lock();
        try {
            bothHold.await();
            second.lockInterruptibly();
        } catch (Exception released) {
            // The test is over.
        } finally {
            first.unlock();
        }
    }

    /** Nobody reads the output until a bundle is there. */
    private static Illness withBlockedOutput() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread thread = new Thread(() -> chatter(end), "chatter-" + i);
            thread.start();
            threads.add(thread);
        }
        while (threads.stream().noneMatch(SickMain::isBlocked)) {
            Thread.onSpinWait();
        }
        return () -> {
            end.countDown();
            join(threads);
        };
    }

    /** In the call to the kernel, and not only on its way there: the next line is not printed for long. */
    private static boolean isBlocked(Thread thread) {
        int before = PRINTED.get();
        for (int i = 0; i < 20; i++) {
            StackTraceElement[] stack = thread.getStackTrace();
            if (stack.length == 0 || !stack[0].getMethodName().equals("writeBytes") || PRINTED.get() != before) {
                return false;
            }
            await(new CountDownLatch(1), 10);
        }
        return true;
    }

    private static void chatter(CountDownLatch end) {
        while (end.getCount() > 0) {
            System.out.println("something that nobody reads");
            PRINTED.incrementAndGet();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean await(CountDownLatch latch, long millis) {
        try {
            return latch.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void join(Collection<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** Hangs while it is told to, and cannot be interrupted. */
    private static final class Hanging implements DumpContributor {
        private volatile CountDownLatch released = new CountDownLatch(0);

        private volatile CountDownLatch entered = new CountDownLatch(0);

        Illness begin() {
            entered = new CountDownLatch(1);
            released = new CountDownLatch(1);
            return released::countDown;
        }

        @Override
        public String name() {
            return "hanging";
        }

        @Override
        public Set<String> fields() {
            return Set.of("depth");
        }

        @Override
        public Map<String, String> values() {
            if (released.getCount() > 0) {
                System.out.println("\nhangs");
            }
            entered.countDown();
            boolean over = false;
            while (!over) {
                try {
                    released.await();
                    over = true;
                } catch (InterruptedException goesOn) {
                    // As meant.
                }
            }
            return Map.of("depth", "12");
        }
    }
}
