package dev.vitals.meter;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the probes of meters can find.
 *
 * @since 0.1.0
 */
public final class MeterCauses implements Knowledge {
    static final Cause ERRORS = Cause.of(
            "meter.errors",
            Kind.FAILING,
            "too large a share fails",
            "A larger share of requests or other events fails than the limit allows. The table names those that failed"
                    + " most often; a failure of everything points to a dependency or to the latest deployment.",
            "see which requests fail, and with which exception, in the table and in the recent errors",
            "check what was deployed or changed shortly before, and roll it back if it fits");
    static final Cause RATE = Cause.of(
            "meter.rate",
            Kind.FAILING,
            "something happens too often or too seldom",
            "What a meter of the application counts happens more often, or less often, than the limit allows.",
            "see in the table which of its tags stand out",
            "if there is less traffic than usual, check what is in front of this instance");
    static final Cause SLOW = Cause.of(
            "meter.slow",
            Kind.SLOW,
            "what is measured takes too long",
            "Durations or sizes that the application measures are above the limit. Requests that are slow altogether"
                    + " usually wait for something they share: a pool, a lock, a dependency, the CPU or the garbage"
                    + " collector.",
            "see in the table which requests there are most of",
            "check pools, locks, dependencies, CPU and garbage collection first");
    static final Cause VALUE = Cause.of(
            "meter.value",
            Kind.FAILING,
            "gauge is beyond its limit",
            "A gauge of the application shows a number beyond the limit it was given.",
            "see what the gauge stands for, and what changed when it began to move");
    static final Cause QUEUE = Cause.of(
            "meter.queue",
            Kind.LAGGING,
            "tasks pile up in front of an executor",
            "More tasks wait for a thread of the executor than the limit allows: they come faster than they are done, or"
                    + " the threads are stuck.",
            "see what the executor's threads are doing, in their stacks",
            "check what its tasks wait for before giving it more threads");
    static final Cause LOGINS = Cause.of(
            "meter.logins",
            Kind.FAILING,
            "too many logins fail",
            "More logins fail than the limit allows. Either users cannot log in, since a dependency of logging in fails or"
                    + " has changed, or passwords are being tried out.",
            "find out whether the failures come from many users or from few addresses",
            "check whether good logins still succeed, then the directory or identity provider",
            "if passwords are being tried out, block the addresses and tell those whose accounts they are");
    static final Cause BREAKER_OPEN = Cause.of(
            "meter.breaker-open",
            Kind.UNAVAILABLE,
            "circuit breaker is open",
            "Calls through the breaker failed so often that it refuses them for a while. What they are meant for is not"
                    + " available to this instance.",
            "check the dependency behind the breaker: it is the cause, the breaker a symptom");
    static final Cause BREAKER_SLOW = Cause.of(
            "meter.breaker-slow",
            Kind.SLOW,
            "circuit breaker is open because calls are slow",
            "More calls through the breaker were slow than failed, so many that it refuses all of them for a while. What"
                    + " they are meant for answers, but late.",
            "find out why the dependency behind the breaker is slow: its load, its own dependencies, the network",
            "compare the breaker's limit for a slow call with the time that the dependency takes on a good day");
    static final Cause BREAKER_HALF_OPEN = Cause.of(
            "meter.breaker-half-open",
            Kind.FAILING,
            "circuit breaker is trying again",
            "The breaker was open and now lets a few calls through, to see whether they succeed.",
            "wait for the breaker to close or to open again, and check the dependency behind it");
    static final Cause MISSING = Cause.of(
            "meter.missing",
            Kind.UNKNOWN,
            "meter does not exist",
            "The registry has no meter of this name, or none with a tag that was asked for. Some meters appear with the"
                    + " first event they count.",
            "compare the name and the tags with those of the registry",
            "check that the meter is bound to this registry, and that no filter denies it");
    static final Cause KIND = Cause.of(
            "meter.kind",
            Kind.UNKNOWN,
            "meter cannot show what is asked for",
            "The meter exists, but is of a kind or has settings that do not give the number that was asked for.",
            "choose another meter, another check, or switch on what the message names");
    static final Cause NO_VALUE = Cause.of(
            "meter.no-value",
            Kind.UNKNOWN,
            "meter shows no number",
            "There is no number yet, or what there is is not a number. A gauge loses its number when the object it reads"
                    + " is collected, since Micrometer refers to it weakly.",
            "wait for the next run if this was the first",
            "keep a reference to the object that the gauge reads");
    static final Cause UNREADABLE = Cause.of(
            "meter.unreadable",
            Kind.UNKNOWN,
            "registry cannot be read",
            "The registry or one of its meters failed when it was read.",
            "see the exception, and check the registry's configuration");

    /** For the service loader. */
    public MeterCauses() {}

    @Override
    public List<Cause> causes() {
        return List.of(
                ERRORS,
                RATE,
                SLOW,
                VALUE,
                QUEUE,
                LOGINS,
                BREAKER_OPEN,
                BREAKER_SLOW,
                BREAKER_HALF_OPEN,
                MISSING,
                KIND,
                NO_VALUE,
                UNREADABLE);
    }

    @Override
    public List<CauseLink> links() {
        return Stream.of(
                        explained(ERRORS, "failing requests"),
                        explained(SLOW, "slow requests"),
                        explained(QUEUE, "a long queue"))
                .flatMap(List::stream)
                .toList();
    }

    private static List<CauseLink> explained(Cause effect, String words) {
        return List.of(
                CauseLink.anywhere(BREAKER_OPEN.code(), effect.code(), "an open circuit breaker explains " + words),
                CauseLink.anywhere(BREAKER_SLOW.code(), effect.code(), "an open circuit breaker explains " + words),
                CauseLink.anywhere("heap.exhausted", effect.code(), "an exhausted heap explains " + words),
                CauseLink.anywhere("threads.deadlocked", effect.code(), "deadlocked threads explain " + words));
    }
}
