package dev.vitals.dump;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What threads used between the two looks at them, the greediest first. */
record HotThreads(double seconds, List<Hot> threads) {
    HotThreads {
        threads = List.copyOf(threads);
    }

    /** A thread, the part of one processor that it used, and what it allocated. */
    record Hot(SeenThread thread, double cpu, long allocated) {}

    static HotThreads between(ThreadSnapshot first, ThreadSnapshot second) {
        Map<Long, SeenThread> before = new HashMap<>();
        first.threads().forEach(thread -> before.put(thread.id(), thread));
        double seconds = (second.nanos() - first.nanos()) / 1e9;
        return new HotThreads(
                seconds,
                second.threads().stream()
                        .filter(thread -> thread.cpuNanos().isPresent())
                        .flatMap(thread -> Optional.ofNullable(before.get(thread.id())).stream()
                                .map(earlier -> hot(earlier, thread, seconds)))
                        .sorted(Comparator.comparingDouble((Hot hot) -> -hot.cpu()))
                        .toList());
    }

    private static Hot hot(SeenThread before, SeenThread now, double seconds) {
        long nanos = now.cpuNanos().orElse(0) - before.cpuNanos().orElse(0);
        long bytes = now.allocated().orElse(0) - before.allocated().orElse(0);
        return new Hot(now, Math.max(0, nanos / 1e9 / seconds), Math.max(0, bytes));
    }
}
