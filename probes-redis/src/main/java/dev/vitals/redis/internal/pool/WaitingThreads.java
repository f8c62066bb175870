package dev.vitals.redis.internal.pool;

import dev.vitals.probe.Evidence;
import dev.vitals.spi.ApplicationCode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which code of the application waits for a connection, and which is in a call to Redis, from the threads' stacks. */
final class WaitingThreads {
    private static final int MOST_ROWS = 20;

    private record Place(String doing, String code) {}

    private WaitingThreads() {}

    static Evidence table() {
        Map<Place, Long> places = Thread.getAllStackTraces().values().stream()
                .flatMap(stack -> place(stack).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return new Evidence.Table(
                "threads at the pool",
                List.of("threads", "doing", "code"),
                places.entrySet().stream()
                        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                        .limit(MOST_ROWS)
                        .map(entry -> List.of(
                                Long.toString(entry.getValue()),
                                entry.getKey().doing(),
                                entry.getKey().code()))
                        .toList());
    }

    private static Optional<Place> place(StackTraceElement... stack) {
        boolean waits = Arrays.stream(stack)
                .anyMatch(frame -> frame.getClassName().startsWith("org.apache.commons.pool2.impl.")
                        && frame.getMethodName().equals("borrowObject"));
        boolean calls =
                Arrays.stream(stack).anyMatch(frame -> frame.getClassName().startsWith("redis.clients.jedis."));
        if (!waits && !calls) {
            return Optional.empty();
        }
        String code = ApplicationCode.innermost(List.of(stack))
                .map(frame -> frame.getClassName() + "." + ApplicationCode.method(frame))
                .orElse("unknown");
        return Optional.of(new Place(waits ? "waits for a connection" : "in a call to Redis", code));
    }
}
