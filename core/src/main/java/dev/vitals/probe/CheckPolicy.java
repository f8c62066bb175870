package dev.vitals.probe;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When a check runs and what its answer means.
 *
 * <p>Start from {@link #DEFAULT} or from {@link Probe#defaultPolicy} and change what differs:
 *
 * <pre>{@code
 * .check("payments", probe, c -> c.impact(Impact.CRITICAL).every(Duration.ofSeconds(30)))
 * }</pre>
 *
 * <p>No duration may be longer than 365 days. A policy is not judged on its own: the aggregator reports the faults of
 * all checks at once when it is built.
 *
 * <p>This class is immutable and thread-safe: every method that changes something returns a copy. Policies with the
 * same values are equal.
 *
 * @since 0.1.0
 */
public final class CheckPolicy {
    /** Every default that is named at the methods below. */
    public static final CheckPolicy DEFAULT = new CheckPolicy(new Parts());

    /** Longer than a lost packet or a pause of the garbage collector takes, short beside any interval. */
    private static final Duration CONFIRM_AFTER = Duration.ofSeconds(1);

    private final Duration timeout;
    private final Duration interval;
    private final Optional<Duration> maxAge;
    private final Impact impact;
    private final Scope scope;
    private final Set<String> groups;
    private final Hold failAfter;
    private final Hold recoverAfter;
    private final Optional<Duration> confirmAfter;
    private final Set<String> dependsOn;
    private final Optional<String> resource;
    private final boolean interruptOnTimeout;

    /** Whether the timeout was named in the change of a policy that is going on; not part of its value. */
    private final boolean timeoutNamed;

    private CheckPolicy(Parts parts) {
        timeout = parts.timeout;
        interval = parts.interval;
        maxAge = parts.maxAge;
        impact = parts.impact;
        scope = parts.scope;
        groups = parts.groups;
        failAfter = parts.failAfter;
        recoverAfter = parts.recoverAfter;
        confirmAfter = parts.confirmAfter;
        dependsOn = parts.dependsOn;
        resource = parts.resource;
        interruptOnTimeout = parts.interruptOnTimeout;
        timeoutNamed = parts.timeoutNamed;
    }

    /**
     * Returns how long one run may take.
     *
     * @return the timeout; 5 s by default, at most 10 minutes
     */
    public Duration timeout() {
        return timeout;
    }

    /**
     * Returns the time from the start of one scheduled run to the next, jittered by up to a tenth.
     *
     * @return the interval; 10 s by default, and not below {@link #timeout} when a schedule runs
     */
    public Duration interval() {
        return interval;
    }

    /**
     * Returns how old a result may get before it is no longer trusted, if that was set.
     *
     * @return the age; at least {@link #timeout}, with a schedule at least the interval and the timeout. Empty by default,
     *     see {@link #trustedFor}
     */
    public Optional<Duration> maxAge() {
        return maxAge;
    }

    /**
     * Returns how much a failure matters.
     *
     * @return the impact; {@link Impact#MAJOR} by default
     */
    public Impact impact() {
        return impact;
    }

    /**
     * Returns whether other instances share the thing that is checked.
     *
     * @return the scope; {@link Scope#SHARED} by default, the safe assumption for liveness
     */
    public Scope scope() {
        return scope;
    }

    /**
     * Returns the groups the check belongs to.
     *
     * @return an immutable set; {@link Group#READY} alone by default
     */
    public Set<String> groups() {
        return groups;
    }

    /**
     * Returns how long a worse status must last before it is taken on.
     *
     * @return the hold; {@link Hold#NONE} by default
     */
    public Hold failAfter() {
        return failAfter;
    }

    /**
     * Returns how long a better status must last before it is taken on.
     *
     * @return the hold; {@link Hold#NONE} by default
     */
    public Hold recoverAfter() {
        return recoverAfter;
    }

    /**
     * Returns after what pause a first {@link Status#DOWN} is looked at again, where checks run by themselves. The
     * status is taken on with the second in a row; one that is better is taken on at once.
     *
     * <p>So a failure that begins just after a run is known after at most the interval, this pause, and twice the time
     * that a run takes to find it: with the defaults 11 s when a connection is refused, 21 s when every run takes its
     * whole timeout. Where checks run on demand nothing is looked at again, and a first failure counts.
     *
     * @return the pause that was set; else one second, or a shorter interval, for {@link Impact#CRITICAL} without {@link #failAfter}, which is a
     *     confirmation of its own; empty when a first failure counts
     */
    public Optional<Duration> confirmAfter() {
        if (confirmAfter.isPresent()) {
            return confirmAfter.filter(pause -> !pause.isZero());
        }
        Duration pause = interval.compareTo(CONFIRM_AFTER) < 0 ? interval : CONFIRM_AFTER;
        return impact == Impact.CRITICAL && failAfter.equals(Hold.NONE) ? Optional.of(pause) : Optional.empty();
    }

    /**
     * Returns the names of the checks whose failure explains this one's.
     *
     * @return an immutable set; none by default
     */
    public Set<String> dependsOn() {
        return dependsOn;
    }

    /**
     * Returns the database, host or pool that the check is about, shared with other checks of the same.
     *
     * @return the resource; empty by default
     */
    public Optional<String> resource() {
        return resource;
    }

    /**
     * Returns whether a run past its timeout is interrupted.
     *
     * @return false by default, since interruption breaks some drivers' connections
     */
    public boolean interruptOnTimeout() {
        return interruptOnTimeout;
    }

    /**
     * Returns the age at which a result is no longer trusted: {@link #maxAge} if set, else twice the interval plus the
     * timeout, so that one missed run does no harm.
     *
     * @return the age
     */
    public Duration trustedFor() {
        // Asked for at each report: multipliedBy would go by way of a BigDecimal.
        return maxAge.isPresent() ? maxAge.get() : interval.plus(interval).plus(timeout);
    }

    /**
     * Returns this policy with another timeout.
     *
     * @param limit how long one run may take; positive
     * @return a copy
     */
    public CheckPolicy timeout(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        return with(parts -> {
            parts.timeout = limit;
            parts.timeoutNamed = true;
        });
    }

    /**
     * Returns this policy with another interval. A timeout that is longer is lowered to it, unless it is set in the
     * same change, which is a fault.
     *
     * @param period the time between the starts of scheduled runs; positive
     * @return a copy
     */
    public CheckPolicy every(Duration period) {
        Objects.requireNonNull(period, "period");
        boolean possible = !period.isNegative() && !period.isZero();
        boolean tooLong = possible && !timeoutNamed && timeout.compareTo(period) > 0;
        return with(parts -> {
            parts.interval = period;
            parts.timeout = tooLong ? period : timeout;
        });
    }

    /**
     * Returns this policy with another age limit.
     *
     * @param age how old a result may get before it is no longer trusted
     * @return a copy
     */
    public CheckPolicy maxAge(Duration age) {
        Optional<Duration> known = Optional.of(Objects.requireNonNull(age, "age"));
        return with(parts -> parts.maxAge = known);
    }

    /**
     * Returns this policy with another impact.
     *
     * @param weight how much a failure matters
     * @return a copy
     */
    public CheckPolicy impact(Impact weight) {
        Objects.requireNonNull(weight, "weight");
        return with(parts -> parts.impact = weight);
    }

    /**
     * Returns this policy with another scope.
     *
     * @param reach whether other instances share the thing that is checked
     * @return a copy
     */
    public CheckPolicy scope(Scope reach) {
        Objects.requireNonNull(reach, "reach");
        return with(parts -> parts.scope = reach);
    }

    /**
     * Returns this policy with exactly these groups.
     *
     * @param names the groups; none takes the check out of every group, so that only the whole report has it
     * @return a copy
     */
    public CheckPolicy groups(String... names) {
        Set<String> exactly = named(names);
        return with(parts -> parts.groups = exactly);
    }

    /**
     * Returns this policy with another hold before a worse status is taken on.
     *
     * @param hold how long the worse status must last
     * @return a copy
     */
    public CheckPolicy failAfter(Hold hold) {
        Objects.requireNonNull(hold, "hold");
        return with(parts -> parts.failAfter = hold);
    }

    /**
     * Returns this policy with another hold before a better status is taken on.
     *
     * @param hold how long the better status must last
     * @return a copy
     */
    public CheckPolicy recoverAfter(Hold hold) {
        Objects.requireNonNull(hold, "hold");
        return with(parts -> parts.recoverAfter = hold);
    }

    /**
     * Returns this policy with another pause before a first {@link Status#DOWN} is looked at again.
     *
     * @param pause positive, at most the interval; zero lets a first failure count. Not together with {@link #failAfter}
     * @return a copy
     * @see #confirmAfter()
     */
    public CheckPolicy confirmAfter(Duration pause) {
        Optional<Duration> known = Optional.of(Objects.requireNonNull(pause, "pause"));
        return with(parts -> parts.confirmAfter = known);
    }

    /**
     * Returns this policy with exactly these checks to depend on. A set of probes adds those that its own checks need.
     *
     * @param names the names of checks of the same aggregator; none takes every dependency away
     * @return a copy
     */
    public CheckPolicy dependsOn(String... names) {
        Set<String> exactly = named(names);
        return with(parts -> parts.dependsOn = exactly);
    }

    /**
     * Returns this policy with more checks to depend on. For sets of probes, whose own dependencies hold whatever else
     * an application names.
     *
     * @param names the names of checks of the same aggregator
     * @return a copy
     */
    public CheckPolicy alsoDependsOn(String... names) {
        Set<String> all = new HashSet<>(dependsOn);
        all.addAll(named(names));
        return with(parts -> parts.dependsOn = Set.copyOf(all));
    }

    /**
     * Returns this policy with the resource the check is about.
     *
     * @param name the database, host or pool, spelt as in the other checks of the same
     * @return a copy
     */
    public CheckPolicy resource(String name) {
        Optional<String> known = Optional.of(Objects.requireNonNull(name, "name"));
        return with(parts -> parts.resource = known);
    }

    /**
     * Returns this policy with a choice about interruption.
     *
     * @param interrupt whether a run past its timeout is interrupted
     * @return a copy
     */
    public CheckPolicy interruptOnTimeout(boolean interrupt) {
        return with(parts -> parts.interruptOnTimeout = interrupt);
    }

    /** Starts a change: what was set before counts as a default. */
    CheckPolicy beforeChange() {
        return with(parts -> parts.timeoutNamed = false);
    }

    private static Set<String> named(String... names) {
        Set<String> all = new HashSet<>();
        for (String name : Objects.requireNonNull(names, "names")) {
            all.add(Objects.requireNonNull(name, "name"));
        }
        return Set.copyOf(all);
    }

    private CheckPolicy with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return new CheckPolicy(parts);
    }

    private List<Object> values() {
        return List.of(
                timeout,
                interval,
                maxAge,
                impact,
                scope,
                groups,
                failAfter,
                recoverAfter,
                confirmAfter,
                dependsOn,
                resource,
                interruptOnTimeout);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CheckPolicy policy && values().equals(policy.values());
    }

    @Override
    public int hashCode() {
        return values().hashCode();
    }

    @Override
    public String toString() {
        return "every " + interval + ", at most " + timeout + ", " + impact + " " + scope + " in " + groups
                + ", depends on " + dependsOn;
    }

    /** A policy taken apart, so that one part can be changed and the others need not be named each time. */
    private static final class Parts {
        private Duration timeout = Duration.ofSeconds(5);
        private Duration interval = Duration.ofSeconds(10);
        private Optional<Duration> maxAge = Optional.empty();
        private Impact impact = Impact.MAJOR;
        private Scope scope = Scope.SHARED;
        private Set<String> groups = Set.of(Group.READY);
        private Hold failAfter = Hold.NONE;
        private Hold recoverAfter = Hold.NONE;
        private Optional<Duration> confirmAfter = Optional.empty();
        private Set<String> dependsOn = Set.of();
        private Optional<String> resource = Optional.empty();
        private boolean interruptOnTimeout;
        private boolean timeoutNamed;

        Parts() {}

        Parts(CheckPolicy policy) {
            timeout = policy.timeout;
            interval = policy.interval;
            maxAge = policy.maxAge;
            impact = policy.impact;
            scope = policy.scope;
            groups = policy.groups;
            failAfter = policy.failAfter;
            recoverAfter = policy.recoverAfter;
            confirmAfter = policy.confirmAfter;
            dependsOn = policy.dependsOn;
            resource = policy.resource;
            interruptOnTimeout = policy.interruptOnTimeout;
            timeoutNamed = policy.timeoutNamed;
        }
    }
}
