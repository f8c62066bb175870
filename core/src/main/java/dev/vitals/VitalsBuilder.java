package dev.vitals;

import dev.vitals.deployment.DeploymentSettings;
import dev.vitals.dump.DumpSettings;
import dev.vitals.engine.Providers;
import dev.vitals.engine.SystemTime;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.CheckSet;
import dev.vitals.probe.Probe;
import dev.vitals.redaction.StandardRedactor;
import dev.vitals.report.ReportListener;
import dev.vitals.report.StatusListener;
import dev.vitals.report.Triage;
import dev.vitals.spi.ProbeSettings;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import dev.vitals.triage.Runbook;
import dev.vitals.triage.SeverityPolicy;
import dev.vitals.triage.Triages;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Collects checks and settings, and builds a {@link Vitals} from them.
 *
 * <p>This class is <em>not</em> thread-safe. Nothing is judged before {@link #build}, which reports every fault at
 * once.
 *
 * @since 0.1.0
 */
public final class VitalsBuilder {
    final String application;
    final Registrations registrations = new Registrations();
    final List<StatusListener> statusListeners = new ArrayList<>();
    final List<ReportListener> reportListeners = new ArrayList<>();
    final Set<String> forcedLive = new HashSet<>();
    final List<String> faults = new ArrayList<>();
    boolean scheduled = true;
    Duration deadline = Duration.ofMillis(800);
    Duration startUpGrace = Duration.ofSeconds(10);
    Optional<Triage> triage = Optional.empty();
    Optional<Supplier<SeverityPolicy>> policy = Optional.empty();
    final List<Path> runbooks = new ArrayList<>();
    Optional<IncidentSettings> incidents = Optional.empty();
    Optional<DumpSettings> dumps = Optional.empty();
    Optional<DeploymentSettings> deployment = Optional.empty();
    boolean managed;
    Redactor redactor = new StandardRedactor();
    TimeSource time = SystemTime.INSTANCE;

    VitalsBuilder(String application) {
        this.application = Objects.requireNonNull(application, "application");
    }

    /**
     * Adds a check with its probe's default policy.
     *
     * @param name the name, unique in this aggregator: letters, digits, dots, dashes and underscores
     * @param probe the probe to run; closed with the aggregator if it is {@link AutoCloseable}
     * @return this builder
     */
    public VitalsBuilder check(String name, Probe probe) {
        registrations.check(Check.of(name, probe));
        return this;
    }

    /**
     * Adds a check with a policy of its own.
     *
     * @param name the name, unique in this aggregator: letters, digits, dots, dashes and underscores
     * @param probe the probe to run; closed with the aggregator if it is {@link AutoCloseable}
     * @param change takes the probe's default policy and returns the one to use
     * @return this builder
     */
    public VitalsBuilder check(String name, Probe probe, UnaryOperator<CheckPolicy> change) {
        Objects.requireNonNull(change, "change");
        registrations.check(Check.of(name, probe).with(change));
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
     */
    public VitalsBuilder check(String name, String type, Map<String, String> settings) {
        return check(name, type, settings, UnaryOperator.identity());
    }

    /**
     * Adds a check whose probe comes from a provider found by {@link java.util.ServiceLoader}, with a policy of its
     * own.
     *
     * @param name the name, unique in this aggregator
     * @param type the provider's type, such as {@code smtp}; an unknown one is a fault that {@link #build} reports
     * @param settings what the provider needs to know; what it refuses is a fault that {@link #build} reports
     * @param change takes the probe's default policy and returns the one to use
     * @return this builder
     */
    public VitalsBuilder check(
            String name, String type, Map<String, String> settings, UnaryOperator<CheckPolicy> change) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(change, "change");
        ProbeSettings known = new ProbeSettings(settings);
        registrations.provided(name, () -> provided(type, known), change);
        return this;
    }

    /** What a provider refuses may be a secret. */
    private Probe provided(String type, ProbeSettings settings) {
        try {
            return Providers.create(type, settings);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(redactor.redact(String.valueOf(refused.getMessage())));
        }
    }

    /**
     * Adds every check of a set.
     *
     * @param set the checks; closed with the aggregator
     * @return this builder
     */
    public VitalsBuilder add(CheckSet set) {
        registrations.set(Objects.requireNonNull(set, "set"));
        return this;
    }

    /**
     * Changes the policy of a check, also of one that a set brings. The order of calls does not matter: changes are
     * applied when the aggregator is built, after those made where the check was registered. Checks of a set keep what
     * they depend on within the set.
     *
     * @param check the check's full name, such as {@code orders-db.locks}; one that there is not is a fault that
     *     {@link #build} reports
     * @param change takes the policy and returns the one to use
     * @return this builder
     */
    public VitalsBuilder policy(String check, UnaryOperator<CheckPolicy> change) {
        registrations.policy(Objects.requireNonNull(check, "check"), Objects.requireNonNull(change, "change"));
        return this;
    }

    /**
     * Returns the names of the checks that have been registered so far, and not left out. For those who change what others
     * have registered.
     *
     * @return the names before any {@link #rename}, in the order of registration; a copy
     */
    public Set<String> names() {
        return registrations.names();
    }

    /**
     * Changes the sets that have been added so far, such as their limits.
     *
     * @param change takes a set and returns the one to use instead, which may be the same; nothing closes the one it
     *     replaces
     * @return this builder
     */
    public VitalsBuilder eachSet(UnaryOperator<CheckSet> change) {
        registrations.eachSet(Objects.requireNonNull(change, "change"));
        return this;
    }

    /**
     * Leaves a check out, whoever registered it. What depends on it no longer does. Its probe never runs, and is closed with
     * the aggregator like those that do. The order of calls does not matter.
     *
     * @param check the check's full name; one that there is not is a fault that {@link #build} reports
     * @return this builder
     */
    public VitalsBuilder without(String check) {
        registrations.without(Objects.requireNonNull(check, "check"));
        return this;
    }

    /**
     * Shows a check under another name, whoever registered it. What depends on it follows; every other method of this
     * builder goes on to know it by the name that it was registered with. The order of calls does not matter.
     *
     * @param check the check's full name, such as {@code orders-db.locks}; one that there is not is a fault that
     *     {@link #build} reports
     * @param name the name in reports, as in {@link #check(String, Probe)}
     * @return this builder
     */
    public VitalsBuilder rename(String check, String name) {
        registrations.rename(Objects.requireNonNull(check, "check"), Objects.requireNonNull(name, "name"));
        return this;
    }

    /**
     * Has {@link #build} refuse, and report this fault before all it finds itself. For those who read a configuration of
     * their own, so that everything that is wrong is reported at once.
     *
     * @param words what is wrong, with culprit and remedy, in one sentence
     * @return this builder
     */
    public VitalsBuilder fault(String words) {
        faults.add(Objects.requireNonNull(words, "words"));
        return this;
    }

    /**
     * Lets a check of shared scope into the liveness group. Every instance is restarted when the thing it checks fails.
     *
     * @param check the check's name
     * @return this builder
     */
    public VitalsBuilder allowSharedInLiveness(String check) {
        forcedLive.add(Objects.requireNonNull(check, "check"));
        return this;
    }

    /**
     * Says whether checks run by themselves at their interval. Without a schedule a check runs when a report needs it
     * and its result is older than its age limit.
     *
     * @param run true by default
     * @return this builder
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
     */
    public VitalsBuilder deadline(Duration limit) {
        deadline = Objects.requireNonNull(limit, "limit");
        return this;
    }

    /**
     * Sets for how long after {@link #build} nothing worse than {@link dev.vitals.probe.Status#UNKNOWN} is said of a
     * check, so that what is still starting up, here or beside us, raises no alarm. A check that fails meanwhile is run
     * again when the time is over, and then counts. Readiness does not wait: an instance whose critical check fails gets
     * no traffic. Without a schedule there is no such grace, since nothing would be looked at again.
     * {@link Vitals#startUpGraceEndsIn} moves its end; the Spring Boot starter has it count from when the application is ready.
     *
     * @param time zero to one hour; 10 s by default, zero for none
     * @return this builder
     */
    public VitalsBuilder startUpGrace(Duration time) {
        startUpGrace = Objects.requireNonNull(time, "time");
        return this;
    }

    /**
     * Sets how reports are judged.
     *
     * @param judge {@link Triages#standard} by default, which also steps in when {@code judge} throws
     * @return this builder
     */
    public VitalsBuilder triage(Triage judge) {
        triage = Optional.of(Objects.requireNonNull(judge, "judge"));
        return this;
    }

    /**
     * Sets how bad what is. Has no effect beside a {@link #triage} of one's own.
     *
     * @param severities {@link SeverityPolicy#STANDARD} by default. A rule that names a cause code which neither a module
     *     nor the runbook knows is a fault that {@link #build} reports
     * @return this builder
     */
    public VitalsBuilder severities(SeverityPolicy severities) {
        Objects.requireNonNull(severities, "severities");
        policy = Optional.of(() -> severities);
        return this;
    }

    /**
     * Sets how bad what is, from a file as {@link SeverityPolicy} describes it. Has no effect beside a {@link #triage} of
     * one's own.
     *
     * @param file read when the aggregator is built; what is wrong with it is reported by {@link #build}
     * @return this builder
     */
    public VitalsBuilder severities(Path file) {
        Objects.requireNonNull(file, "file");
        policy = Optional.of(() -> SeverityPolicy.read(file));
        return this;
    }

    /**
     * Adds a file of the application's own to the built-in runbook, as {@link Runbook} describes it. Of several, the last
     * one added goes first. Has no effect beside a {@link #triage} of one's own.
     *
     * @param file read when the aggregator is built; what is wrong with it is reported by {@link #build}
     * @return this builder
     */
    public VitalsBuilder runbook(Path file) {
        runbooks.add(Objects.requireNonNull(file, "file"));
        return this;
    }

    /**
     * Adds a redactor. The standard one always works first; it cannot be taken away.
     *
     * @param further applied to what the standard redactor and earlier additions leave
     * @return this builder
     */
    public VitalsBuilder redactor(Redactor further) {
        redactor = redactor.andThen(Objects.requireNonNull(further, "further"));
        return this;
    }

    /**
     * Adds a listener to changes of a check's status.
     *
     * @param listener called at every change; closed with the aggregator if it is {@link AutoCloseable}
     * @return this builder
     */
    public VitalsBuilder statusListener(StatusListener listener) {
        statusListeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Adds a listener to changes of a verdict: of everything, and of each group.
     *
     * @param listener called at every change; closed with the aggregator if it is {@link AutoCloseable}
     * @return this builder
     */
    public VitalsBuilder reportListener(ReportListener listener) {
        reportListeners.add(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Opens an incident when something is wrong for long enough, and keeps its timeline. Off by default.
     *
     * @param settings when incidents are opened and resolved, and where they are kept. A directory in which another
     *     process keeps incidents is a fault that {@link #build} reports
     * @return this builder
     */
    public VitalsBuilder incidents(IncidentSettings settings) {
        incidents = Optional.of(Objects.requireNonNull(settings, "settings"));
        return this;
    }

    /**
     * Has diagnostic dumps taken: on demand, and by themselves when something is badly wrong. Off by default. Costs three
     * threads, which are there before they are needed.
     *
     * @param settings when dumps are taken, what they hold and where they go
     * @return this builder
     */
    public VitalsBuilder dumps(DumpSettings settings) {
        dumps = Optional.of(Objects.requireNonNull(settings, "settings"));
        return this;
    }

    /**
     * Has reports say which build runs, since when, and what was deployed shortly before a failure. Off by default.
     *
     * @param settings where the build is found and where earlier ones are remembered. {@link #build} waits for that file
     *     for at most a second
     * @return this builder
     */
    public VitalsBuilder deployment(DeploymentSettings settings) {
        deployment = Optional.of(Objects.requireNonNull(settings, "settings"));
        return this;
    }

    /**
     * Offers the aggregator by JMX, in the platform's server of beans, as {@link VitalsMXBean} until it is closed. Its name
     * is {@code dev.vitals:type=Vitals,name="orders"} for an application {@code orders}; that of a second one with this
     * name ends in {@code ,instance=2}. If the server refuses it the aggregator goes without. Off by default.
     *
     * @return this builder
     */
    public VitalsBuilder jmx() {
        managed = true;
        return this;
    }

    /**
     * Sets where time comes from. For tests.
     *
     * @param source the machine's time by default
     * @return this builder
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
     *     then still the caller's to close; nothing else is left behind. What is wrong with the
     *     {@link dev.vitals.spi.Knowledge} of modules is among it if {@link #severities} or {@link #runbook} is set;
     *     otherwise notes of the reports say it
     */
    public Vitals build() {
        return new Assembly(this).build();
    }
}
