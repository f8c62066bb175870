package dev.vitals.dump;

import dev.vitals.jvm.facts.Deadlocks;
import dev.vitals.jvm.facts.LockWait;
import dev.vitals.probe.Quantities;
import java.util.List;
import java.util.Locale;

/** What can be said of threads besides the threads themselves: deadlocks, who waits for whom, who uses the processors. */
final class ThreadFiles {
    private static final int HOTTEST = 20;
    private static final int FRAMES = 10;

    private ThreadFiles() {}

    static final class DeadlocksFile implements Collector {
        @Override
        public String file() {
            return "threads/deadlocks.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) {
            Deadlocks deadlocks = facts.put(Deadlocks.now());
            if (deadlocks.circles().isEmpty()) {
                out.line(
                        "no deadlock of platform threads. Virtual threads, read locks, StampedLock and Semaphore cannot be seen");
            }
            for (List<LockWait> circle : deadlocks.circles()) {
                out.line("DEADLOCK of " + circle.size() + " threads, " + deadlocks.behind() + " more wait behind");
                for (LockWait wait : circle) {
                    out.line("#" + wait.id() + " \"" + wait.thread() + "\" waits for " + wait.lock() + ", held by #"
                            + wait.ownerId() + " \"" + wait.owner() + "\"");
                    wait.stack().forEach(frame -> out.line("    at " + frame));
                }
            }
        }
    }

    static final class LocksFile implements Collector {
        @Override
        public String file() {
            return "threads/locks.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws SkipException {
            ThreadSnapshot snapshot = facts.find(ThreadSnapshot.First.class)
                    .orElseThrow(() -> new SkipException("the threads could not be seen"))
                    .snapshot();
            LockTree tree = facts.put(new LockTree(snapshot));
            tree.write(out);
        }
    }

    static final class HottestFile implements Collector {
        @Override
        public String file() {
            return "threads/top-cpu.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws SkipException {
            SkipException once = new SkipException("the threads were not seen twice");
            HotThreads hot = facts.put(HotThreads.between(
                    facts.find(ThreadSnapshot.First.class)
                            .orElseThrow(() -> once)
                            .snapshot(),
                    facts.find(ThreadSnapshot.Second.class)
                            .orElseThrow(() -> once)
                            .snapshot()));
            out.line(String.format(
                    Locale.ROOT, "in %.2f s between the two looks; 100 %% is one processor", hot.seconds()));
            for (HotThreads.Hot one :
                    hot.threads().subList(0, Math.min(HOTTEST, hot.threads().size()))) {
                out.line(String.format(
                                Locale.ROOT, "%5.1f %%  %10s  ", one.cpu() * 100, Quantities.bytes(one.allocated()))
                        + "#" + one.thread().id() + " \"" + one.thread().name() + "\" "
                        + one.thread().state());
                one.thread().stack().stream().limit(FRAMES).forEach(out::frame);
            }
        }
    }
}
