package dev.vitals.spring.internal.settings;

import dev.vitals.VitalsBuilder;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckSet;
import dev.vitals.probe.ProbeSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Applies what is set below {@code vitals.checks.} to the checks of an aggregator, whoever has registered them: whether they
 * are there, their names, limits and policies.
 */
public final class CheckTuning {
    private static final String CHECKS = "checks";

    private final Properties properties;
    private final VitalsBuilder builder;
    private final Map<String, CheckSettings> settings = new LinkedHashMap<>();

    private CheckTuning(Properties properties, VitalsBuilder builder) {
        this.properties = properties;
        this.builder = builder;
    }

    /** Applies it, and returns the names of the checks that got another one, by the one they had. */
    public static Map<String, String> apply(Properties properties, VitalsBuilder builder) {
        CheckTuning tuning = new CheckTuning(properties, builder);
        if (properties.anyBelow(CHECKS)) {
            builder.eachSet(set -> set instanceof ProbeSet<?> ours ? tuning.changed(ours) : set);
            builder.names().forEach(tuning::change);
        }
        Map<String, String> renamed = new LinkedHashMap<>();
        tuning.settings.forEach((check, all) -> all.name().ifPresent(name -> renamed.put(check, name)));
        return renamed;
    }

    private CheckSettings of(String check) {
        return settings.computeIfAbsent(check, name -> new CheckSettings(properties, name));
    }

    private void change(String check) {
        CheckSettings all = of(check);
        if (!all.enabled().orElse(true)) {
            builder.without(check);
            return;
        }
        all.name().ifPresent(name -> builder.rename(check, name));
        if (all.changesPolicy()) {
            builder.policy(check, all::policy);
        }
        if (all.sharedInLiveness()) {
            builder.allowSharedInLiveness(check);
        }
    }

    /** A set whose checks do not share the first part of their names is none of ours, and is changed by name alone. */
    private CheckSet changed(ProbeSet<?> set) {
        List<String> names = set.checks().stream().map(Check::name).toList();
        Set<String> prefixes = new LinkedHashSet<>();
        names.forEach(name -> prefixes.add(name.substring(0, name.lastIndexOf('.') + 1)));
        return prefixes.size() == 1 ? changed(set, prefixes.iterator().next(), names) : set;
    }

    private ProbeSet<?> changed(ProbeSet<?> set, String prefix, List<String> names) {
        KnownSet known = KnownSet.of(set);
        Set<String> all = new LinkedHashSet<>();
        names.forEach(name -> all.add(name.substring(prefix.length())));
        known.optional().stream()
                .filter(check -> set.with(check).checks().size() > set.checks().size())
                .forEach(all::add);
        ProbeSet<?> changed = set;
        for (String check : all) {
            changed = changed(changed, prefix + check, check, known.limits().getOrDefault(check, List.of()));
        }
        return changed;
    }

    private ProbeSet<?> changed(ProbeSet<?> set, String full, String check, List<Class<? extends CheckLimits>> types) {
        ProbeSet<?> changed = set;
        for (Class<? extends CheckLimits> type : types) {
            changed = limited(changed, CHECKS + "." + full + ".limits.", type);
        }
        Optional<Boolean> enabled = of(full).enabled();
        if (enabled.isEmpty()) {
            return changed;
        }
        return enabled.get() ? changed.with(check) : changed.without(check);
    }

    /** A kind of limits that only another product has is none of this set's. */
    private <T extends CheckLimits> ProbeSet<?> limited(ProbeSet<?> set, String prefix, Class<T> type) {
        AtomicBoolean has = new AtomicBoolean();
        set.limits(type, own -> {
            has.set(true); // not asked for limits that it does not have
            return own;
        });
        return has.get() ? new LimitSettings<>(properties, prefix, type).applyTo(set) : set;
    }
}
