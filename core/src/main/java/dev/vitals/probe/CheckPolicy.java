package dev.vitals.probe;

import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * When a check runs and what its answer means.
 *
 * <p>Start from {@link #DEFAULT} or from {@link Probe#defaultPolicy} and change what differs:
 *
 * <pre>{@code
 * .check("payments", probe, c -> c.impact(Impact.CRITICAL).every(Duration.ofSeconds(30)))
 * }</pre>
 *
 * <p>No duration may be longer than 365 days. A policy is not judged on its own: the aggregator reports the faults of all
 * checks at once when it is built. This record is immutable and thread-safe.
 *
 * @param timeout how long one run may take; positive, at most 10 minutes; 5 s by default
 * @param interval the time from the start of one scheduled run to the next, jittered by up to a tenth; positive, at
 *     least {@code timeout} when a schedule runs; 10 s by default
 * @param maxAge how old a result may get before it is no longer trusted; at least {@code timeout}, and with a schedule
 *     at least {@code interval + timeout}; twice the interval plus the timeout by default
 * @param impact how much a failure matters; {@link Impact#MAJOR} by default
 * @param scope what the check looks at; {@link Scope#SHARED} by default, the safe assumption for liveness
 * @param groups the groups it belongs to; {@link Group#READY} alone by default
 * @param failAfter how long a worse status must last before it is taken on; one result by default
 * @param recoverAfter how long a better status must last before it is taken on; one result by default
 * @param dependsOn the names of the checks whose failure explains this one's; none by default
 * @param resource the database, host or pool it looks at, shared with other checks of the same; empty by default
 * @param interruptOnTimeout whether a run past its timeout is interrupted; false by default, since interruption breaks
 *     some drivers' connections
 * @since 0.1.0
 */
public record CheckPolicy(
        Duration timeout,
        Duration interval,
        Optional<Duration> maxAge,
        Impact impact,
        Scope scope,
        Set<String> groups,
        Hold failAfter,
        Hold recoverAfter,
        Set<String> dependsOn,
        Optional<String> resource,
        boolean interruptOnTimeout) {
    /** Every default named above. */
    public static final CheckPolicy DEFAULT = new CheckPolicy(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Optional.empty(),
            Impact.MAJOR,
            Scope.SHARED,
            Set.of(Group.READY),
            Hold.NONE,
            Hold.NONE,
            Set.of(),
            Optional.empty(),
            false);

    /** Copies the sets and refuses nulls. */
    public CheckPolicy {
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(interval, "interval");
        Objects.requireNonNull(maxAge, "maxAge");
        Objects.requireNonNull(impact, "impact");
        Objects.requireNonNull(scope, "scope");
        groups = Set.copyOf(Objects.requireNonNull(groups, "groups"));
        Objects.requireNonNull(failAfter, "failAfter");
        Objects.requireNonNull(recoverAfter, "recoverAfter");
        dependsOn = Set.copyOf(Objects.requireNonNull(dependsOn, "dependsOn"));
        Objects.requireNonNull(resource, "resource");
    }

    /**
     * Returns the age at which a result is no longer trusted: {@link #maxAge} if set, else twice the interval plus the
     * timeout, so that one missed run does no harm.
     *
     * @return the age
     */
    public Duration trustedFor() {
        return maxAge.orElseGet(() -> interval.multipliedBy(2).plus(timeout));
    }

    /**
     * Returns this policy with another timeout.
     *
     * @param limit how long one run may take; positive
     * @return a copy
     */
    public CheckPolicy timeout(Duration limit) {
        return with(parts -> parts.timeout = limit);
    }

    /**
     * Returns this policy with another interval, and a timeout that was longer lowered to it. One that is set longer
     * afterwards is a fault.
     *
     * @param period the time between the starts of scheduled runs; positive
     * @return a copy
     */
    public CheckPolicy every(Duration period) {
        return with(parts -> {
            parts.interval = Objects.requireNonNull(period, "period");
            parts.timeout =
                    timeout.compareTo(period) > 0 && !period.isNegative() && !period.isZero() ? period : timeout;
        });
    }

    /**
     * Returns this policy with another age limit.
     *
     * @param age how old a result may get before it is no longer trusted
     * @return a copy
     */
    public CheckPolicy maxAge(Duration age) {
        return with(parts -> parts.maxAge = Optional.of(Objects.requireNonNull(age, "age")));
    }

    /**
     * Returns this policy with another impact.
     *
     * @param weight how much a failure matters
     * @return a copy
     */
    public CheckPolicy impact(Impact weight) {
        return with(parts -> parts.impact = weight);
    }

    /**
     * Returns this policy with another scope.
     *
     * @param reach what the check looks at
     * @return a copy
     */
    public CheckPolicy scope(Scope reach) {
        return with(parts -> parts.scope = reach);
    }

    /**
     * Returns this policy with exactly these groups.
     *
     * @param names the groups; none takes the check out of every group, so that only the whole report has it
     * @return a copy
     */
    public CheckPolicy groups(String... names) {
        return with(parts -> parts.groups = Set.of(Objects.requireNonNull(names, "names")));
    }

    /**
     * Returns this policy with another hold before a worse status is taken on.
     *
     * @param hold how long the worse status must last
     * @return a copy
     */
    public CheckPolicy failAfter(Hold hold) {
        return with(parts -> parts.failAfter = hold);
    }

    /**
     * Returns this policy with another hold before a better status is taken on.
     *
     * @param hold how long the better status must last
     * @return a copy
     */
    public CheckPolicy recoverAfter(Hold hold) {
        return with(parts -> parts.recoverAfter = hold);
    }

    /**
     * Returns this policy with exactly these checks to depend on. A set of probes adds those that its own checks need.
     *
     * @param names the names of checks of the same aggregator; none takes every dependency away
     * @return a copy
     */
    public CheckPolicy dependsOn(String... names) {
        return with(parts -> parts.dependsOn = Set.of(Objects.requireNonNull(names, "names")));
    }

    /**
     * Returns this policy with more checks to depend on. For sets of probes, whose own dependencies hold whatever else an
     * application names.
     *
     * @param names the names of checks of the same aggregator
     * @return a copy
     */
    public CheckPolicy alsoDependsOn(String... names) {
        Set<String> all = new HashSet<>(dependsOn);
        all.addAll(Set.of(Objects.requireNonNull(names, "names")));
        return with(parts -> parts.dependsOn = all);
    }

    /**
     * Returns this policy with the resource the check looks at.
     *
     * @param name the database, host or pool, spelt as in the other checks of the same
     * @return a copy
     */
    public CheckPolicy resource(String name) {
        return with(parts -> parts.resource = Optional.of(Objects.requireNonNull(name, "name")));
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

    private CheckPolicy with(Consumer<Parts> change) {
        Parts parts = new Parts(this);
        change.accept(parts);
        return parts.build();
    }

    /** A policy taken apart, so that one part can be changed and the others need not be named each time. */
    private static final class Parts {
        private Duration timeout;
        private Duration interval;
        private Optional<Duration> maxAge;
        private Impact impact;
        private Scope scope;
        private Set<String> groups;
        private Hold failAfter;
        private Hold recoverAfter;
        private Set<String> dependsOn;
        private Optional<String> resource;
        private boolean interruptOnTimeout;

        Parts(CheckPolicy policy) {
            timeout = policy.timeout;
            interval = policy.interval;
            maxAge = policy.maxAge;
            impact = policy.impact;
            scope = policy.scope;
            groups = policy.groups;
            failAfter = policy.failAfter;
            recoverAfter = policy.recoverAfter;
            dependsOn = policy.dependsOn;
            resource = policy.resource;
            interruptOnTimeout = policy.interruptOnTimeout;
        }

        CheckPolicy build() {
            return new CheckPolicy(
                    timeout,
                    interval,
                    maxAge,
                    impact,
                    scope,
                    groups,
                    failAfter,
                    recoverAfter,
                    dependsOn,
                    resource,
                    interruptOnTimeout);
        }
    }
}
