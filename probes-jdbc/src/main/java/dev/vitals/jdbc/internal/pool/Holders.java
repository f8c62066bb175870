package dev.vitals.jdbc.internal.pool;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.probe.Result;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Who holds a pool's connections, grouped by the code that borrowed them, those with most connections first. */
record Holders(List<Group> groups) {
    private static final int ROWS = 15;
    private static final int TOP = 3;

    static Holders of(List<Holder> all) {
        Map<String, List<Holder>> byCode = new LinkedHashMap<>();
        for (Holder one : all) {
            byCode.computeIfAbsent(ApplicationFrame.shortName(one.frame()), name -> new ArrayList<>())
                    .add(one);
        }
        return new Holders(byCode.entrySet().stream()
                .map(entry -> new Group(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingInt(
                        (Group group) -> -group.holders().size()))
                .toList());
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** The code that has held a connection for longest. */
    String longestName() {
        return longest().name();
    }

    Duration longestHeld() {
        return longest().held();
    }

    /** To follow a summary, such as {@code ; held by: OrderService.place ×5 for up to 2 m}. */
    String summary() {
        return isEmpty()
                ? ""
                : groups.stream().limit(TOP).map(Group::words).collect(Collectors.joining(", ", "; held by: ", ""));
    }

    Result addTo(Result result) {
        return isEmpty() ? result : result.evidence(table());
    }

    private Evidence.Table table() {
        List<List<String>> rows =
                new ArrayList<>(groups.stream().limit(ROWS).map(Group::row).toList());
        int rest = groups.stream()
                .skip(ROWS)
                .mapToInt(group -> group.holders().size())
                .sum();
        if (rest > 0) {
            rows.add(List.of(Integer.toString(rest), "elsewhere", "", ""));
        }
        return new Evidence.Table(
                "code that holds connections", List.of("connections", "borrowed in", "longest for", "thread"), rows);
    }

    private Group longest() {
        return groups.stream().max(Comparator.comparing(Group::held)).orElseThrow();
    }

    /** The connections that one place in the code has borrowed. */
    record Group(String name, List<Holder> holders) {
        Duration held() {
            return oldest().held();
        }

        private Holder oldest() {
            return holders.stream().max(Comparator.comparing(Holder::held)).orElseThrow();
        }

        private String words() {
            return name + " ×" + holders.size() + " for up to " + Quantities.duration(held());
        }

        private List<String> row() {
            Holder oldest = oldest();
            return List.of(
                    Integer.toString(holders.size()),
                    ApplicationFrame.fullName(oldest.frame()),
                    Quantities.duration(oldest.held()),
                    Clean.line(oldest.thread(), 60));
        }
    }
}
