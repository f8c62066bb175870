package dev.vitals.spring.internal.settings;

import dev.vitals.VitalsBuilder;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckSet;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts sets and single checks into an aggregator, as far as the properties leave them there, with limits and policies. */
public final class SetSettings {
    private static final String CHECKS = "checks";

    private final Properties properties;
    private final VitalsBuilder builder;
    private final boolean any;

    public SetSettings(Properties properties, VitalsBuilder builder) {
        this.properties = properties;
        this.builder = builder;
        this.any = properties.anyBelow(CHECKS);
    }

    /**
     * Adds a set of our own.
     *
     * @param name what its checks' names start with
     * @param optional the checks that are off by default
     * @param limits the kinds of limits there may be, by check
     */
    public <S extends ProbeSet<S>> void add(
            String name, S set, List<String> optional, Map<String, List<Class<? extends CheckLimits>>> limits) {
        builder.add(any ? changed(name, set, optional, limits) : set);
    }

    private <S extends ProbeSet<S>> S changed(
            String name, S set, List<String> optional, Map<String, List<Class<? extends CheckLimits>>> limits) {
        List<String> names = new ArrayList<>(optional);
        set.checks().forEach(check -> names.add(check.name().substring(name.length() + 1)));
        S changed = set;
        for (String check : names) {
            changed = changed(name, check, changed, optional.contains(check), limits.getOrDefault(check, List.of()));
        }
        return changed;
    }

    private <S extends ProbeSet<S>> S changed(
            String name, String check, S set, boolean optional, List<Class<? extends CheckLimits>> limits) {
        String full = name + "." + check;
        S changed = set;
        for (Class<? extends CheckLimits> type : limits) {
            changed = new LimitSettings<>(properties, CHECKS + "." + full + ".limits.", type).applyTo(changed);
        }
        CheckSettings settings = new CheckSettings(properties, full);
        boolean enabled = settings.enabled().orElse(!optional);
        if (!enabled) {
            return optional ? changed : changed.without(check);
        }
        policy(full, settings);
        return optional ? changed.with(check) : changed;
    }

    /** Adds a set of the application's own. */
    public void add(CheckSet set) {
        builder.add(set);
        for (Check check : any ? set.checks() : List.<Check>of()) {
            policy(check.name(), new CheckSettings(properties, check.name()));
        }
    }

    /** Adds a probe of the application's own. */
    public void add(String name, Probe probe) {
        if (!any) {
            builder.check(name, probe);
            return;
        }
        CheckSettings settings = new CheckSettings(properties, name);
        if (settings.enabled().orElse(true)) {
            builder.check(name, probe);
            policy(name, settings);
        }
    }

    private void policy(String check, CheckSettings settings) {
        if (settings.changesPolicy()) {
            builder.policy(check, settings::policy);
        }
        if (settings.sharedInLiveness()) {
            builder.allowSharedInLiveness(check);
        }
    }
}
