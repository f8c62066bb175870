package dev.vitals.spring.internal.settings;

import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Hold;
import dev.vitals.probe.Impact;
import dev.vitals.probe.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What an application sets of one check: whether it is there, and its policy. */
public final class CheckSettings {
    private final Optional<Boolean> enabled;
    private final Optional<String> name;
    private final List<UnaryOperator<CheckPolicy>> changes = new ArrayList<>();
    private final boolean sharedInLiveness;

    /** Reads what is set of a check, by its full name, such as {@code db.locks}. */
    public CheckSettings(Properties properties, String check) {
        String prefix = "checks." + check + ".";
        enabled = properties.read(prefix + "enabled", Boolean.class);
        name = properties.parsed(prefix + "name", CheckSettings::someName);
        // The interval first: it would lower a timeout that is set beside it.
        properties.read(prefix + "interval", Duration.class).ifPresent(v -> changes.add(c -> c.every(v)));
        properties.read(prefix + "timeout", Duration.class).ifPresent(v -> changes.add(c -> c.timeout(v)));
        properties.read(prefix + "max-age", Duration.class).ifPresent(v -> changes.add(c -> c.maxAge(v)));
        properties.read(prefix + "impact", Impact.class).ifPresent(v -> changes.add(c -> c.impact(v)));
        properties.read(prefix + "scope", Scope.class).ifPresent(v -> changes.add(c -> c.scope(v)));
        properties.list(prefix + "groups").ifPresent(v -> changes.add(c -> c.groups(v.toArray(String[]::new))));
        properties.list(prefix + "depends-on").ifPresent(v -> changes.add(c -> c.dependsOn(v.toArray(String[]::new))));
        hold(properties, prefix + "fail-after").ifPresent(v -> changes.add(c -> c.failAfter(v)));
        hold(properties, prefix + "recover-after").ifPresent(v -> changes.add(c -> c.recoverAfter(v)));
        properties.read(prefix + "confirm-after", Duration.class).ifPresent(v -> changes.add(c -> c.confirmAfter(v)));
        properties
                .read(prefix + "interrupt-on-timeout", Boolean.class)
                .ifPresent(v -> changes.add(c -> c.interruptOnTimeout(v)));
        sharedInLiveness = properties
                .read(prefix + "allow-shared-in-liveness", Boolean.class)
                .orElse(false);
    }

    /** What else a name may not be, the aggregator says, which knows those of all checks. */
    private static String someName(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("must be a name");
        }
        return text;
    }

    private static Optional<Hold> hold(Properties properties, String name) {
        Optional<Integer> results = properties.read(name + ".results", Integer.class);
        Optional<Duration> lasting = properties.read(name + ".duration", Duration.class);
        if (results.isEmpty() && lasting.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Hold(results.orElse(1), lasting.orElse(Duration.ZERO)));
        } catch (IllegalArgumentException refused) {
            properties.fault(
                    name + (results.isPresent() ? ".results" : ".duration"), String.valueOf(refused.getMessage()));
            return Optional.empty();
        }
    }

    /** Returns whether the check was turned on or off; empty when nothing was said. */
    public Optional<Boolean> enabled() {
        return enabled;
    }

    /** Returns what the check is to be called instead; empty when nothing was said. */
    public Optional<String> name() {
        return name;
    }

    /** Returns whether a check of something shared was let into liveness. */
    public boolean sharedInLiveness() {
        return sharedInLiveness;
    }

    /** Returns whether the policy is changed at all. */
    public boolean changesPolicy() {
        return !changes.isEmpty();
    }

    /** Applies all that was set. */
    public CheckPolicy policy(CheckPolicy before) {
        CheckPolicy policy = before;
        for (UnaryOperator<CheckPolicy> change : changes) {
            policy = change.apply(policy);
        }
        return policy;
    }
}
