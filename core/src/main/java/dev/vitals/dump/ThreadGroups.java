package dev.vitals.dump;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Threads that do the same in the same place: one stack for all of them, the largest group first. */
record ThreadGroups(List<Group> groups) {
    private static final int NAMES = 8;

    ThreadGroups {
        groups = List.copyOf(groups);
    }

    /** Threads of one state with equal stacks. Never empty. */
    record Group(List<SeenThread> threads) {
        Group {
            threads = List.copyOf(threads);
        }

        Thread.State state() {
            return threads.get(0).state();
        }

        List<StackTraceElement> stack() {
            return threads.get(0).stack();
        }

        /** The pools they are of with their numbers, such as {@code http-nio-#-exec-# ×180}. */
        String names() {
            Map<String, Integer> pools = new TreeMap<>();
            threads.forEach(thread -> pools.merge(thread.pool(), 1, Integer::sum));
            String shown = pools.entrySet().stream()
                    .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                    .limit(NAMES)
                    .map(pool -> pool.getValue() == 1 ? single(pool.getKey()) : pool.getKey() + " ×" + pool.getValue())
                    .collect(Collectors.joining(", "));
            return pools.size() > NAMES ? shown + " and " + (pools.size() - NAMES) + " more names" : shown;
        }

        private String single(String pool) {
            return threads.stream()
                    .filter(thread -> thread.pool().equals(pool))
                    .findFirst()
                    .map(SeenThread::name)
                    .orElse(pool);
        }
    }

    static ThreadGroups of(ThreadSnapshot snapshot) {
        Map<List<Object>, List<SeenThread>> alike = new LinkedHashMap<>();
        snapshot.threads()
                .forEach(thread -> alike.computeIfAbsent(
                                List.of(thread.state(), thread.stack()), key -> new ArrayList<>())
                        .add(thread));
        return new ThreadGroups(alike.values().stream()
                .map(Group::new)
                .sorted(Comparator.comparingInt(
                        (Group group) -> -group.threads().size()))
                .toList());
    }
}
