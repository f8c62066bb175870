package dev.vitals.dump;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which threads wait for locks that others hold: the holders that wait for nobody, with those behind them. */
final class LockTree {
    private static final int SHOWN = 20;
    private static final int DEEPEST = 20;

    private final ThreadSnapshot snapshot;
    private final Map<Long, List<SeenThread>> waiting = new LinkedHashMap<>();

    LockTree(ThreadSnapshot snapshot) {
        this.snapshot = snapshot;
        snapshot.threads()
                .forEach(thread -> thread.owner()
                        .ifPresent(owner -> waiting.computeIfAbsent(owner, id -> new ArrayList<>())
                                .add(thread)));
    }

    /** A holder that waits for no other thread, and how many wait for it, directly or not. */
    record Root(long id, String name, String lock, int behind, String top) {}

    /** Returns the holders, the one that most wait for first. Those in a circle are no roots: they are deadlocked. */
    List<Root> roots() {
        return waiting.keySet().stream()
                .filter(id -> snapshot.find(id)
                        .map(thread -> thread.owner().isEmpty())
                        .orElse(true))
                .map(this::root)
                .sorted(Comparator.comparingInt((Root root) -> -root.behind()))
                .toList();
    }

    private Root root(long id) {
        List<SeenThread> direct = waiting.getOrDefault(id, List.of());
        String name = String.valueOf(direct.get(0).info().getLockOwnerName());
        String top = snapshot.find(id).map(SeenThread::top).orElse("not seen");
        return new Root(id, name, direct.get(0).lock().orElse("a lock"), behind(id, new HashSet<>()), top);
    }

    private int behind(long id, Set<Long> seen) {
        int count = 0;
        for (SeenThread thread : waiting.getOrDefault(id, List.of())) {
            if (seen.add(thread.id())) {
                count += 1 + behind(thread.id(), seen);
            }
        }
        return count;
    }

    void write(SectionOut out) {
        List<Root> roots = roots();
        for (Root root : roots.subList(0, Math.min(SHOWN, roots.size()))) {
            out.line("#" + root.id() + " \"" + root.name() + "\" keeps " + root.behind() + " waiting, is in "
                    + root.top());
            branches(out, root.id(), "  ", 1);
        }
        if (roots.isEmpty()) {
            out.line("no thread waits for a lock that another one holds");
        }
    }

    private void branches(SectionOut out, long id, String indent, int depth) {
        List<SeenThread> direct = waiting.getOrDefault(id, List.of());
        for (SeenThread thread : direct.subList(0, Math.min(SHOWN, direct.size()))) {
            out.line(indent + "└─ #" + thread.id() + " \"" + thread.name() + "\" " + thread.state() + " waits for "
                    + thread.lock().orElse("a lock") + " at " + thread.top());
            if (depth < DEEPEST) {
                branches(out, thread.id(), indent + "   ", depth + 1);
            }
        }
        if (direct.size() > SHOWN) {
            out.line(indent + "and " + (direct.size() - SHOWN) + " more");
        }
    }
}
