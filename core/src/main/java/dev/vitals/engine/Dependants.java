package dev.vitals.engine;

import dev.vitals.probe.Cause;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Status;
import dev.vitals.triage.Catalogue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Has checks follow what they depend on instead of waiting for their own interval. When a dependency works again, those
 * that could not ask run again; when it goes down, those that were well do, since their results are from before. They are
 * spread over a few seconds, because they often share one connection.
 *
 * <p>A check depends on those it names, on those that these depend on, and on the connection check of its resource: a
 * check of the same resource that others of it name.
 */
final class Dependants {
    private static final long SPREAD_NANOS = Duration.ofSeconds(3).toNanos();
    private static final Set<Cause.Kind> COULD_NOT_ASK =
            Set.of(Cause.Kind.UNREACHABLE, Cause.Kind.DENIED, Cause.Kind.UNAVAILABLE, Cause.Kind.OURS);

    private final Expertise expertise;
    private final RandomGenerator random;
    private final Map<CheckRunner, List<CheckRunner>> followers = new HashMap<>();

    Dependants(Collection<CheckRunner> all, Expertise expertise, RandomGenerator random) {
        this.expertise = expertise;
        this.random = random;
        if (nobodyDepends(all)) {
            return;
        }
        Map<String, CheckRunner> byName = new LinkedHashMap<>();
        all.forEach(runner -> byName.put(runner.check().name(), runner));
        Map<String, Set<String>> edges = edges(byName);
        byName.forEach((name, runner) -> {
            List<CheckRunner> others = reachable(name, edges).stream()
                    .map(byName::get)
                    .filter(Objects::nonNull)
                    .toList();
            runner.dependOn(others);
            others.forEach(other ->
                    followers.computeIfAbsent(other, none -> new ArrayList<>()).add(runner));
        });
    }

    private static boolean nobodyDepends(Collection<CheckRunner> all) {
        for (CheckRunner runner : all) {
            if (!runner.check().policy().dependsOn().isEmpty()) {
                return false;
            }
        }
        return true;
    }

    /** What each check depends on directly, by declaration or as the connection check of its resource. */
    private static Map<String, Set<String>> edges(Map<String, CheckRunner> byName) {
        Map<String, Set<String>> connections = connections(byName);
        Map<String, Set<String>> edges = new HashMap<>();
        byName.forEach((name, runner) -> {
            CheckPolicy policy = runner.check().policy();
            Set<String> direct = new LinkedHashSet<>(policy.dependsOn());
            Set<String> ofResource =
                    policy.resource().map(known -> connections.get(known)).orElse(Set.of());
            if (!ofResource.contains(name)) {
                direct.addAll(ofResource);
            }
            edges.put(name, direct);
        });
        return edges;
    }

    /** By resource: the checks of it that others of it name, and that name none of it themselves. */
    private static Map<String, Set<String>> connections(Map<String, CheckRunner> byName) {
        Map<String, Set<String>> connections = new HashMap<>();
        for (CheckRunner runner : byName.values()) {
            String resource = runner.check().policy().resource().orElse("");
            connections.computeIfAbsent(resource, none -> new LinkedHashSet<>());
            if (!resource.isEmpty()) {
                namedWithin(resource, runner, byName)
                        .filter(other ->
                                namedWithin(resource, other, byName).findAny().isEmpty())
                        .forEach(other ->
                                connections.get(resource).add(other.check().name()));
            }
        }
        return connections;
    }

    private static Stream<CheckRunner> namedWithin(
            String resource, CheckRunner runner, Map<String, CheckRunner> byName) {
        return runner.check().policy().dependsOn().stream()
                .map(byName::get)
                .filter(Objects::nonNull)
                .filter(other -> other.check().policy().resource().equals(Optional.of(resource)));
    }

    private static Set<String> reachable(String from, Map<String, Set<String>> edges) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(edges.getOrDefault(from, Set.of()));
        while (!open.isEmpty()) {
            String next = open.remove();
            if (!next.equals(from) && found.add(next)) {
                open.addAll(edges.getOrDefault(next, Set.of()));
            }
        }
        return found;
    }

    /** Called when a check has a new state, under its monitor: only sets times, and waits for nothing. */
    void follow(CheckRunner runner, CheckState before, CheckState after, long now) {
        List<CheckRunner> following = followers.getOrDefault(runner, List.of());
        if (following.isEmpty()) {
            return;
        }
        if (after.status() == Status.DOWN && before.status() != Status.DOWN) {
            runSoon(following, each -> each.state().status() == Status.UP, now);
        } else if (works(after.result().status())) {
            boolean recovered = before.sample().isPresent() && works(after.status()) && !works(before.status());
            runSoon(
                    following,
                    each -> couldNotAsk(each.state())
                            || (recovered && each.state().sample().isPresent()),
                    now);
        }
    }

    private static boolean works(Status status) {
        return status == Status.UP || status == Status.DEGRADED;
    }

    /** While it is not known yet what causes mean, any failure may be one to ask: reading that would make the caller wait. */
    private boolean couldNotAsk(CheckState state) {
        boolean asked = state.sample().isEmpty() || works(state.result().status());
        return !asked
                && expertise.known().map(known -> couldNotAsk(known, state)).orElse(true);
    }

    private static boolean couldNotAsk(Catalogue known, CheckState state) {
        return known.cause(state.result().cause())
                .filter(cause -> COULD_NOT_ASK.contains(cause.kind()))
                .isPresent();
    }

    /** The first at once, each of the others at a time of its own. */
    private void runSoon(List<CheckRunner> following, Predicate<CheckRunner> chosen, long now) {
        List<CheckRunner> runners = following.stream().filter(chosen).toList();
        long apart = SPREAD_NANOS / Math.max(1, runners.size());
        for (int i = 0; i < runners.size(); i++) {
            long jitter = (long) (apart * random.nextDouble() / 2);
            runners.get(i).runBy(now + i * apart + (i == 0 ? 0 : jitter));
        }
    }
}
