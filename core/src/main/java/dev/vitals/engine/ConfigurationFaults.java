package dev.vitals.engine;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Group;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Scope;
import dev.vitals.text.KnownNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds everything that is wrong with a configuration, each with its culprit and remedy. */
public final class ConfigurationFaults {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);
    private static final Duration LONGEST_DEADLINE = Duration.ofMinutes(1);
    private static final Duration LONGEST_GRACE = Duration.ofHours(1);
    /** For everything else, so that no sum of durations overflows. */
    private static final Duration LONGEST = Duration.ofDays(365);

    /** The first words of the endpoint's paths that are operations, also of those to come: no group may stand in their way. */
    private static final Set<String> OPERATIONS = Set.of("dump", "incidents", "livez", "readyz", "run", "sign-in");

    private static final Set<String> STANDARD_GROUPS = Set.of(Group.LIVE, Group.READY, Group.STARTED);

    private final EngineSettings settings;
    private final Map<String, Check> byName = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();

    private ConfigurationFaults(EngineSettings settings) {
        this.settings = settings;
    }

    /**
     * Returns every fault.
     *
     * @param settings the configuration to check
     * @return one sentence a fault, in the order of registration; empty when all is well
     */
    public static List<String> of(EngineSettings settings) {
        ConfigurationFaults all = new ConfigurationFaults(settings);
        all.aggregator();
        List<Check> checks = settings.checks();
        for (Check check : checks) {
            all.named(check);
        }
        for (Check check : checks) {
            all.timing(check);
        }
        for (Check check : checks) {
            all.grouped(check);
        }
        all.forced();
        for (Check check : checks) {
            all.dependencies(check);
        }
        all.cycles();
        return all.faults;
    }

    private void aggregator() {
        if (settings.application().isBlank()) {
            faults.add("the application's name is blank: give one to builder(…)");
        }
        if (settings.checks().isEmpty()) {
            faults.add("no check is registered: add one with check(…) or add(…)");
        }
        Duration deadline = settings.deadline();
        if (!positive(deadline) || deadline.compareTo(LONGEST_DEADLINE) > 0) {
            faults.add("'deadline' must be positive and at most " + LONGEST_DEADLINE + " but was " + deadline);
        }
        Duration grace = settings.startUpGrace();
        if (grace.isNegative() || grace.compareTo(LONGEST_GRACE) > 0) {
            faults.add("'startUpGrace' must be zero to " + LONGEST_GRACE + " but was " + grace);
        }
    }

    private void named(Check check) {
        if (!NAME.matcher(check.name()).matches()) {
            faults.add("check name '" + check.name()
                    + "' must be 1 to 128 letters, digits, dots, dashes or underscores, starting with a letter"
                    + " or digit");
        }
        if (OPERATIONS.contains(check.name()) || STANDARD_GROUPS.contains(check.name())) {
            faults.add("check name '" + check.name()
                    + "' is that of a group or an operation of the endpoint, which would answer in its place: give the"
                    + " check another name");
        }
        if (byName.putIfAbsent(check.name(), check) != null) {
            faults.add("two checks are named '" + check.name() + "': give one of them another name");
        }
    }

    private void timing(Check check) {
        CheckPolicy policy = check.policy();
        Duration timeout = policy.timeout();
        Duration interval = policy.interval();
        if (!positive(timeout) || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            fault(check, "'timeout' must be positive and at most " + LONGEST_TIMEOUT + " but was " + timeout);
        }
        if (!positive(interval)) {
            fault(check, "'interval' must be positive but was " + interval);
        } else if (settings.scheduled() && interval.compareTo(timeout) < 0) {
            fault(
                    check,
                    "'interval' " + interval + " is shorter than 'timeout' " + timeout
                            + ", so a slow run would skip the next: lengthen one or shorten the other");
        }
        notEndless(check, "interval", interval);
        if (policy.maxAge().isPresent()) {
            aging(check, policy.maxAge().get());
        }
        notEndless(check, "failAfter", policy.failAfter().duration());
        notEndless(check, "recoverAfter", policy.recoverAfter().duration());
        if (policy.confirmAfter().isPresent()) {
            confirmed(check, policy.confirmAfter().get());
        }
    }

    private void aging(Check check, Duration maxAge) {
        CheckPolicy policy = check.policy();
        Duration timeout = policy.timeout();
        Duration interval = policy.interval();
        boolean summable = sane(timeout) && sane(interval);
        Duration least = settings.scheduled() && summable ? interval.plus(timeout) : timeout;
        if (maxAge.compareTo(least) < 0) {
            fault(
                    check,
                    "'maxAge' " + maxAge
                            + " is too short: a result would be too old before the next can be there; needs at least "
                            + least);
        }
        notEndless(check, "maxAge", maxAge);
    }

    private void confirmed(Check check, Duration pause) {
        Duration interval = check.policy().interval();
        if (pause.isNegative() || (positive(interval) && pause.compareTo(interval) > 0)) {
            fault(
                    check,
                    "'confirmAfter' must be positive and at most the interval " + interval
                            + ", or zero for no second look, but was " + pause);
        }
        if (!check.policy().failAfter().equals(Hold.NONE)) {
            fault(check, "'confirmAfter' and 'failAfter' both say when a failure counts: leave one of them out");
        }
    }

    private void notEndless(Check check, String name, Duration duration) {
        if (duration.compareTo(LONGEST) > 0) {
            fault(check, "'" + name + "' must be at most " + LONGEST + " but was " + duration);
        }
    }

    private void grouped(Check check) {
        CheckPolicy policy = check.policy();
        for (String group : new TreeSet<>(policy.groups())) {
            if (!NAME.matcher(group).matches()) {
                fault(check, "group name '" + group + "' must be letters, digits, dots, dashes or underscores");
            }
            if (OPERATIONS.contains(group)) {
                fault(
                        check,
                        "group name '" + group + "' is that of an operation of the endpoint: choose one other than "
                                + new TreeSet<>(OPERATIONS));
            }
        }
        for (String group : new TreeSet<>(policy.groups())) {
            if (byName.containsKey(group) && !STANDARD_GROUPS.contains(group)) {
                fault(
                        check,
                        "group name '" + group + "' is that of a check, whose path it would take: give one of them"
                                + " another name");
            }
        }
        if (policy.groups().contains(Group.STARTED)) {
            fault(check, "no check joins group 'started': it is over when every check of 'ready' has a result");
        }
        boolean forced = settings.forcedLive().contains(check.name());
        if (policy.groups().contains(Group.LIVE) && policy.scope() == Scope.SHARED && !forced) {
            fault(
                    check,
                    "it checks something shared, so in group 'live' it would restart every instance at once: take it"
                            + " out, give it scope(LOCAL) if no other instance uses what it checks, or force it with"
                            + " allowSharedInLiveness(\"" + check.name() + "\")");
        }
    }

    private void forced() {
        for (String name : new TreeSet<>(settings.forcedLive())) {
            if (!byName.containsKey(name)) {
                faults.add("allowSharedInLiveness names '" + name + "', which is no check: "
                        + KnownNames.beside(name, byName.keySet()));
            }
        }
    }

    private void dependencies(Check check) {
        for (String name : new TreeSet<>(check.policy().dependsOn())) {
            if (!byName.containsKey(name)) {
                fault(
                        check,
                        "it depends on '" + name + "', which is no check: " + KnownNames.beside(name, byName.keySet()));
            }
        }
    }

    private void cycles() {
        Set<String> cleared = new HashSet<>();
        for (String name : byName.keySet()) {
            follow(name, new ArrayList<>(), cleared);
        }
    }

    /** Depth first; reports each cycle once, where it is entered first. */
    private void follow(String name, List<String> path, Set<String> cleared) {
        int seen = path.indexOf(name);
        if (seen >= 0) {
            List<String> cycle = new ArrayList<>(path.subList(seen, path.size()));
            cycle.add(name);
            faults.add("checks depend on each other in a circle: " + String.join(" -> ", cycle)
                    + "; take one of these dependencies away");
            return;
        }
        Check check = byName.get(name);
        if (check == null || !cleared.add(name)) {
            return;
        }
        path.add(name);
        for (String next : new TreeSet<>(check.policy().dependsOn())) {
            follow(next, path, cleared);
        }
        path.remove(path.size() - 1);
    }

    private void fault(Check check, String what) {
        faults.add("check '" + check.name() + "': " + what);
    }

    private static boolean sane(Duration duration) {
        return positive(duration) && duration.compareTo(LONGEST) <= 0;
    }

    private static boolean positive(Duration duration) {
        return !duration.isZero() && !duration.isNegative();
    }
}
