package dev.vitals.jdbc.internal.query;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What a query of the user's own can find, or what keeps it from an answer. */
public final class QueryCauses {
    static final Cause HIGH = Cause.of(
            "query.high",
            Kind.FAILING,
            "the answer of a query is too high",
            "The number that a query of the application's own gives has reached its limit. What it counts is in the"
                    + " check's name and summary.",
            "run the query by hand without its count to see which rows there are");
    static final Cause LOW = Cause.of(
            "query.low",
            Kind.FAILING,
            "the answer of a query is too low",
            "The number that a query of the application's own gives has fallen to its limit: something that should be"
                    + " there is missing, such as a heartbeat.",
            "see whether the job that writes those rows still runs");
    static final Cause NO_VALUE = Cause.of(
            "query.no-value",
            Kind.UNKNOWN,
            "a query gave no number",
            "There was no row, or a null in the first one, where a number was expected. Only the query's author knows"
                    + " whether that means zero.",
            "write coalesce(…, 0) around the number if nothing means zero");
    static final Cause NOT_A_NUMBER = Cause.of(
            "query.not-a-number",
            Kind.MISCONFIGURED,
            "the answer of a query is no number",
            "The first column of the first row holds something else than a number.",
            "select one number, or count the rows with countingRows()");
    static final Cause TIMEOUT = Cause.of(
            "query.timeout",
            Kind.SLOW,
            "a query takes longer than it may",
            "The query was ended at its time limit. It may lack an index, or the database may be busy.",
            "check the plan of the query",
            "give it more time with timeout(…)");
    static final Cause LOCKED = Cause.of(
            "query.locked",
            Kind.BLOCKED,
            "what a query reads is locked",
            "Another session holds a lock on a table that the query reads, most often to change the table.",
            "look for a change of a table that is under way, and wait for it");
    static final Cause PERMISSION = Cause.of(
            "query.permission",
            Kind.DENIED,
            "a query reads what it may not",
            "The user that the checks log in as may not read one of the query's tables.",
            "grant SELECT on each table the query reads");
    static final Cause WRITES = Cause.of(
            "query.writes",
            Kind.MISCONFIGURED,
            "a query tried to write",
            "The query changes something, itself or by a function it calls, and the database refused that: checks run"
                    + " in a read-only transaction.",
            "take the part that writes out of the query");
    static final Cause FAILED = Cause.of(
            "query.failed",
            Kind.MISCONFIGURED,
            "the database refuses a query",
            "The database could not run the query, most often because of a table or column that is not there or no"
                    + " longer is.",
            "run the query by hand as the user that the checks log in as, and correct it");

    /** Every cause of this class. */
    public static final List<Cause> ALL =
            List.of(HIGH, LOW, NO_VALUE, NOT_A_NUMBER, TIMEOUT, LOCKED, PERMISSION, WRITES, FAILED);

    private QueryCauses() {}
}
