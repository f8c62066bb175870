package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.Evidence;
import dev.vitals.text.Clean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Threads grouped by the application code they run. Not thread-safe. */
final class ThreadGroups {
    private static final int ROWS = 15;
    private static final int TOP = 3;

    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** Counts a thread whose stack, from the pool's frame on, is given. */
    void add(String thread, String call, List<StackTraceElement> stack) {
        StackTraceElement frame = ApplicationFrame.of(stack);
        String key = ApplicationFrame.shortName(frame);
        groups.computeIfAbsent(key, name -> new Group(name, frame, thread, call)).count++;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    int threads() {
        return groups.values().stream().mapToInt(group -> group.count).sum();
    }

    /** The largest groups on one line, such as {@code OrderService.place ×15, ReportJob.run ×8}. */
    String top() {
        return sorted().stream()
                .limit(TOP)
                .map(group -> group.name + " ×" + group.count)
                .collect(Collectors.joining(", "));
    }

    Evidence.Table table(String title) {
        List<List<String>> rows = new ArrayList<>();
        List<Group> all = sorted();
        for (Group group : all.subList(0, Math.min(ROWS, all.size()))) {
            rows.add(List.of(
                    Integer.toString(group.count),
                    ApplicationFrame.fullName(group.frame),
                    group.call,
                    Clean.line(group.example, 60)));
        }
        int rest = all.stream().skip(ROWS).mapToInt(group -> group.count).sum();
        if (rest > 0) {
            rows.add(List.of(Integer.toString(rest), "elsewhere", "", ""));
        }
        return new Evidence.Table(title, List.of("threads", "code", "call", "for example"), rows);
    }

    private List<Group> sorted() {
        return groups.values().stream()
                .sorted(Comparator.<Group>comparingInt(group -> group.count).reversed())
                .toList();
    }

    private static final class Group {
        private final String name;
        private final StackTraceElement frame;
        private final String example;
        private final String call;
        private int count;

        Group(String name, StackTraceElement frame, String example, String call) {
            this.name = name;
            this.frame = frame;
            this.example = example;
            this.call = call;
        }
    }
}
