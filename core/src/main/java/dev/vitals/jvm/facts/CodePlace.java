package dev.vitals.jvm.facts;

import dev.vitals.spi.ApplicationCode;
import java.lang.management.ThreadInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Where in the application's own code a thread is. */
public final class CodePlace {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private CodePlace() {}

    /**
     * Returns the innermost frame that belongs to neither a library nor a generated class; without one, the innermost
     * that does.
     *
     * @return class and method, such as {@code com.example.OrderService.place}; {@code no Java code} for an empty stack
     */
    public static String of(StackTraceElement... stack) {
        return ApplicationCode.innermost(List.of(stack))
                .or(() -> Arrays.stream(stack).findFirst())
                .map(CodePlace::name)
                .orElse("no Java code");
    }

    /** Counts threads by place, most first. */
    public static List<Map.Entry<String, Long>> count(List<ThreadInfo> threads) {
        Map<String, Long> counts = new TreeMap<>();
        threads.forEach(thread -> counts.merge(of(thread.getStackTrace()), 1L, Long::sum));
        return mostFirst(counts);
    }

    /** Counts threads by name without its numbers, such as {@code http-nio-#-exec-#}, most first. */
    public static List<Map.Entry<String, Long>> countNames(List<ThreadInfo> threads) {
        Map<String, Long> counts = new TreeMap<>();
        threads.forEach(thread -> counts.merge(family(thread.getThreadName()), 1L, Long::sum));
        return mostFirst(counts);
    }

    /** A thread's name without its numbers. */
    public static String family(String thread) {
        return NUMBER.matcher(thread).replaceAll("#");
    }

    private static List<Map.Entry<String, Long>> mostFirst(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .toList();
    }

    private static String name(StackTraceElement frame) {
        return frame.getClassName() + "." + ApplicationCode.method(frame);
    }
}
