package dev.vitals;

import dev.vitals.engine.ConfigurationFaults;
import dev.vitals.engine.Engine;
import dev.vitals.engine.EngineSettings;
import dev.vitals.engine.Providers;
import dev.vitals.engine.SystemTime;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.CheckSet;
import dev.vitals.probe.Probe;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.report.StatusListener;
import dev.vitals.report.Triage;
import dev.vitals.spi.ProbeSettings;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import dev.vitals.triage.Triages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Collects checks and settings, and builds a {@link Vitals} from them.
 *
 * <p>This class is <em>not</em> thread-safe. Nothing is judged before {@link #build}, which reports every fault at once.
 *
 * @since 0.1.0
 */
public final class VitalsBuilder {
    private final String application;
    private final List<Check> checks = new ArrayList<>();
    private final List<AutoCloseable> owned = new ArrayList<>();
    private final List<StatusListener> listeners = new ArrayList<>();
    private final Set<String> forcedLive = new HashSet<>();
    private final List<String> faults = new ArrayList<>();
    private boolean scheduled = true;
    private Duration deadline = Duration.ofMillis(800);
    private Triage triage = Triages.standard();
    private Redactor redactor = new StandardRedactor();
    private TimeSource time = SystemTime.INSTANCE;

    VitalsBuilder(String application) {
        this.application = Objects.requireNonNull(application, "application");
    }

    /**
     * Adds a check with its probe's default policy.
     *
     * @param name the name, unique in this aggregator: letters, digits, dots, dashes and underscores
     * @param probe what looks; closed with the aggregator if it is {@link AutoCloseable}
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder check(String name, Probe probe) {
        return check(name, probe, UnaryOperator.identity());
    }

    /**
     * Adds a check with a policy of its own.
     *
     * @param name the name, unique in this aggregator: letters, digits, dots, dashes and underscores
     * @param probe what looks; closed with the aggregator if it is {@link AutoCloseable}
     * @param change takes the probe's default policy and returns the one to use
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder check(String name, Probe probe, UnaryOperator<CheckPolicy> change) {
        checks.add(Check.of(name, probe).with(change));
        return this;
    }

    /**
     * Adds a check whose probe comes from a provider found by {@link java.util.ServiceLoader}, with the probe's default
     * policy.
     *
     * @param name the name, unique in this aggregator
     * @param type the provider's type, such as {@code smtp}; an unknown one is a fault that {@link #build} reports
     * @param settings what the provider needs to know; what it refuses is a fault that {@link #build} reports
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder check(String name, String type, Map<String, String> settings) {
        return check(name, type, settings, UnaryOperator.identity());
    }

    /**
     * Adds a check whose probe comes from a provider found by {@link java.util.ServiceLoader}, with a policy of its own.
     *
     * @param name the name, unique in this aggregator
     * @param type the provider's type, such as {@code smtp}; an unknown one is a fault that {@link #build} reports
     * @param settings what the provider needs to know; what it refuses is a fault that {@link #build} reports
     * @param change takes the probe's default policy and returns the one to use
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder check(
            String name, String type, Map<String, String> settings, UnaryOperator<CheckPolicy> change) {
        try {
            checks.add(Check.of(name, Providers.create(type, new ProbeSettings(settings)))
                    .with(change));
        } catch (IllegalArgumentException refused) {
            faults.add("check '" + name + "': " + redactor.redact(String.valueOf(refused.getMessage())));
        }
        return this;
    }

    /**
     * Adds every check of a set.
     *
     * @param set the checks; closed with the aggregator
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder checks(CheckSet set) {
        checks.addAll(set.checks());
        faults.addAll(set.faults());
        owned.add(set);
        return this;
    }

    /**
     * Lets a check of shared scope into the liveness group. Every instance is restarted when what it looks at fails.
     *
     * @param check the check's name
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder allowSharedInLiveness(String check) {
        forcedLive.add(check);
        return this;
    }

    /**
     * Says whether checks run by themselves at their interval. Without a schedule a check runs when a report needs it
     * and its result is older than its age limit.
     *
     * @param run true by default
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder schedule(boolean run) {
        scheduled = run;
        return this;
    }

    /**
     * Sets how long a report may wait for runs.
     *
     * @param limit positive, at most one minute; 800 ms by default, since Kubernetes gives a probe one second
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder deadline(Duration limit) {
        deadline = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Sets how reports are judged.
     *
     * @param judge {@link Triages#standard} by default, which also steps in when {@code judge} throws
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder triage(Triage judge) {
        triage = Objects.requireNonNull(judge, "judge");
        return this;
    }

    /**
     * Adds a redactor. The standard one always works first; it cannot be taken away.
     *
     * @param further applied to what the standard redactor and earlier additions leave
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder redactor(Redactor further) {
        redactor = redactor.andThen(further);
        return this;
    }

    /**
     * Adds a listener.
     *
     * @param listener told of every change of a check's status
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder listener(StatusListener listener) {
        listeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets where time comes from. For tests.
     *
     * @param source the machine's time by default
     * @return this builder
     * @since 0.1.0
     */
    public VitalsBuilder time(TimeSource source) {
        time = Objects.requireNonNull(source, "source");
        return this;
    }

    /**
     * Builds the aggregator and, unless {@link #schedule} says otherwise, starts every check. Does not wait for the
     * first results.
     *
     * @return the aggregator, to be closed by the caller
     * @throws InvalidConfigurationException if anything is wrong, naming everything that is. What was handed over is
     *     then still the caller's to close
     * @since 0.1.0
     */
    public Vitals build() {
        EngineSettings settings = new EngineSettings(
                application, checks, owned, scheduled, deadline, triage, redactor, listeners, time, forcedLive);
        List<String> all = new ArrayList<>(faults);
        all.addAll(ConfigurationFaults.of(settings));
        if (!all.isEmpty()) {
            throw new InvalidConfigurationException(application, all);
        }
        Engine engine = new Engine(settings);
        engine.start();
        return new Vitals(engine);
    }
}
