package dev.vitals.dump;

import java.lang.management.MonitorInfo;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes all threads: identical ones as a group with one stack, then each on a line of its own. */
final class ThreadsCollector implements Collector {
    private static final Duration APART = Duration.ofMillis(500);

    private final boolean second;

    private ThreadsCollector(boolean second) {
        this.second = second;
    }

    static ThreadsCollector first() {
        return new ThreadsCollector(false);
    }

    static ThreadsCollector second() {
        return new ThreadsCollector(true);
    }

    @Override
    public String file() {
        return second ? "threads/threads-2.txt" : "threads/threads-1.txt";
    }

    @Override
    public void collect(SectionOut out, Facts facts) throws InterruptedException {
        if (second) {
            awaitDistance(facts);
        }
        ThreadSnapshot snapshot = ThreadSnapshot.take();
        if (second) {
            facts.put(new ThreadSnapshot.Second(snapshot));
        } else {
            facts.put(new ThreadSnapshot.First(snapshot));
        }
        head(out, snapshot);
        List<ThreadGroups.Group> groups = ThreadGroups.of(snapshot).groups();
        for (int i = 0; i < groups.size(); i++) {
            group(out, i + 1, groups.get(i));
        }
        out.line("");
        out.line("EACH THREAD");
        for (int i = 0; i < groups.size(); i++) {
            for (SeenThread thread : groups.get(i).threads()) {
                one(out, i + 1, thread);
            }
        }
    }

    /** The processor time of threads is counted in steps of up to 10 ms: between two looks there must be many. */
    private static void awaitDistance(Facts facts) throws InterruptedException {
        long since = facts.find(ThreadSnapshot.First.class)
                .map(first -> System.nanoTime() - first.snapshot().nanos())
                .orElse(APART.toNanos());
        boolean never = new CountDownLatch(1).await(APART.toNanos() - since, TimeUnit.NANOSECONDS);
        assert !never;
    }

    private static void head(SectionOut out, ThreadSnapshot snapshot) {
        Map<Thread.State, Integer> states = new TreeMap<>();
        snapshot.threads().forEach(thread -> states.merge(thread.state(), 1, Integer::sum));
        out.line(snapshot.threads().size() + " threads " + states);
        if (snapshot.omitted() > 0) {
            out.line(snapshot.omitted() + " more threads are not shown");
        }
    }

    private static void group(SectionOut out, int number, ThreadGroups.Group group) {
        out.line("");
        out.line("GROUP " + number + "  " + group.threads().size() + " × " + group.state() + "  " + group.names());
        SeenThread example = group.threads().get(0);
        List<StackTraceElement> stack = group.stack();
        for (int depth = 0; depth < stack.size(); depth++) {
            out.frame(stack.get(depth));
            if (depth == 0) {
                example.lock().ifPresent(lock -> out.line("    - waits for " + lock + ownerOf(example)));
            }
            for (MonitorInfo held : example.monitors()) {
                if (held.getLockedStackDepth() == depth) {
                    out.line("    - holds " + held);
                }
            }
        }
    }

    /** Names are foreign; states, numbers and classes are not. */
    private static void one(SectionOut out, int group, SeenThread thread) {
        StringBuilder facts = new StringBuilder("\" " + thread.state() + " group " + group);
        thread.cpuNanos()
                .ifPresent(
                        nanos -> facts.append(" cpu ").append(nanos / 1_000_000).append(" ms"));
        thread.allocated()
                .ifPresent(
                        bytes -> facts.append(" allocated ").append(bytes >> 10).append(" KiB"));
        facts.append(thread.info().isDaemon() ? " daemon" : "")
                .append(thread.info().isInNative() ? " in native" : "");
        for (MonitorInfo held : thread.monitors()) {
            facts.append(" holds ").append(held);
        }
        thread.lock().ifPresent(lock -> facts.append(" waits for ").append(lock));
        String start = "#" + thread.id() + " \"";
        if (thread.owner().isEmpty()) {
            out.mixed(start, thread.name(), facts.toString());
        } else {
            facts.append(", held by #").append(thread.owner().getAsLong()).append(" \"");
            out.mixed(
                    start,
                    thread.name(),
                    facts.toString(),
                    String.valueOf(thread.info().getLockOwnerName()),
                    "\"");
        }
    }

    private static String ownerOf(SeenThread thread) {
        return thread.owner().isEmpty()
                ? ""
                : ", held by #" + thread.owner().getAsLong() + " \""
                        + thread.info().getLockOwnerName() + "\"";
    }
}
