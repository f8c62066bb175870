package dev.vitals.http.internal.query;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.spi.CauseLink;
import java.util.List;
import java.util.stream.Stream;

/** What Prometheus, Alertmanager and documents of circuit breakers can show. */
public final class QueryCauses {
    /** A value is beyond its limit. */
    public static final Cause VALUE = Cause.of(
            "prometheus.limit",
            Kind.FAILING,
            "value beyond its limit",
            "A query of Prometheus gives a value that has reached the limit of the check.",
            "look at the query's graph to see since when, and for which series");

    /** The query gives nothing. */
    public static final Cause EMPTY = Cause.of(
            "prometheus.empty",
            Kind.UNKNOWN,
            "query gives no value",
            "Prometheus answers the query with no series, or with no number such as 0/0 gives. The metric has another name,"
                    + " its target is not scraped, or there was nothing to count.",
            "run the query by hand, and look at the page of targets",
            "if nothing to count is fine, add 'or vector(0)' to the query");

    /** The query gives something else. */
    public static final Cause SHAPE = Cause.of(
            "prometheus.answer",
            Kind.UNKNOWN,
            "answer of another shape",
            "The answer is not that of an instant query with a scalar or vector. The query selects a range, or something"
                    + " other than Prometheus answers.",
            "reduce a range in the query with a function such as rate()",
            "check that the address is that of Prometheus");

    /** Something is missing. */
    public static final Cause PARTIAL = Cause.of(
            "prometheus.partial",
            Kind.UNKNOWN,
            "answer may be incomplete",
            "The values are within the limit, but the answer comes with warnings or says that it is partial: a store behind"
                    + " Prometheus, Thanos or VictoriaMetrics did not answer, or the query does not fit the data. The worst"
                    + " series may be among what is missing.",
            "run the query by hand and read the warnings",
            "bring the stores back that do not answer");

    /** Alerts are active. */
    public static final Cause ALERTS = Cause.of(
            "alerts.active",
            Kind.FAILING,
            "active alerts",
            "Alertmanager has active alerts that match, and that are neither silenced nor inhibited.",
            "follow the runbook of the alert",
            "silence it once somebody takes care of it");

    /** The answer is not a list of alerts. */
    public static final Cause ALERTS_SHAPE = Cause.of(
            "alerts.answer",
            Kind.UNKNOWN,
            "answer is no list of alerts",
            "What answers is not Alertmanager with its API v2.",
            "check that the address is that of Alertmanager, from version 0.16 on");

    /** Open. */
    public static final Cause BREAKER_OPEN = Cause.of(
            "breaker.open",
            Kind.UNAVAILABLE,
            "circuit breaker is open",
            "The circuit breaker has seen too many failures of what it guards and lets no call through for a while.",
            "check what the circuit breaker guards: it has failed",
            "close the circuit breaker by hand only when that answers again");

    /** Open, though calls did not fail. */
    public static final Cause BREAKER_SLOW = Cause.of(
            "breaker.slow",
            Kind.UNAVAILABLE,
            "circuit breaker is open because calls are slow",
            "More calls through the circuit breaker were slow than failed, so many that it lets none through for a while.",
            "find out why what the circuit breaker guards is slow: its load, its own dependencies, the network",
            "compare the limit for a slow call with the time that it takes on a good day");

    /** Half open. */
    public static final Cause BREAKER_HALF_OPEN = Cause.of(
            "breaker.half-open",
            Kind.UNAVAILABLE,
            "circuit breaker is half open",
            "The circuit breaker was open and lets a few calls through to find out whether what it guards works again.",
            "watch whether it closes");

    /** No such state. */
    public static final Cause BREAKER_STATE = Cause.of(
            "breaker.unknown",
            Kind.UNKNOWN,
            "no state of the circuit breaker",
            "The document has nothing at the place where the state should be, or a word that is no state.",
            "compare the JSON Pointer of the check with the document");

    private QueryCauses() {}

    /**
     * Returns every cause of this room.
     *
     * @return the causes
     */
    public static List<Cause> all() {
        return List.of(
                VALUE,
                EMPTY,
                SHAPE,
                PARTIAL,
                ALERTS,
                ALERTS_SHAPE,
                BREAKER_OPEN,
                BREAKER_SLOW,
                BREAKER_HALF_OPEN,
                BREAKER_STATE);
    }

    /**
     * Returns what explains findings of this room.
     *
     * @return the links
     */
    public static List<CauseLink> links() {
        String words = "a failing service explains the circuit breaker that guards it";
        return Stream.of("http.*", "tls.*")
                .flatMap(cause -> Stream.of(BREAKER_OPEN, BREAKER_SLOW, BREAKER_HALF_OPEN)
                        .map(effect -> CauseLink.sameResource(cause, effect.code(), words)))
                .toList();
    }
}
