package dev.vitals.jdbc.internal.query;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import java.util.List;

/** What a query of the user's own can find, or what keeps it from an answer. */
public final class QueryCauses {
    static final Cause HIGH = Cause.of(
            "query.high",
            Kind.FAILING,
            "result of a query is too high",
            "The number that one of the application's own queries returns has reached its limit. The check's name"
                    + " and summary say what it counts.",
            "run the query by hand, without its count, to see which rows there are");
    static final Cause LOW = Cause.of(
            "query.low",
            Kind.FAILING,
            "result of a query is too low",
            "The number that one of the application's own queries returns has fallen to its limit: something that"
                    + " should be there, such as a heartbeat, is missing.",
            "check whether the job that writes those rows still runs");
    static final Cause NO_VALUE = Cause.of(
            "query.no-value",
            Kind.UNKNOWN,
            "query returned no number",
            "There was no row, or a null in the first one, where a number was expected. Only the query's author"
                    + " knows whether that means zero.",
            "if nothing means zero, write select coalesce((…), 0) around the query");
    static final Cause NOT_A_NUMBER = Cause.of(
            "query.not-a-number",
            Kind.MISCONFIGURED,
            "result of a query is not a number",
            "The first column of the first row holds something other than a number.",
            "select one number, or count the rows with countingRows()");
    static final Cause TIMEOUT = Cause.of(
            "query.timeout",
            Kind.SLOW,
            "query takes longer than it may",
            "The query was stopped at its time limit. It may lack an index, or the database may be busy.",
            "check the plan of the query",
            "give it more time with timeout(…)");
    static final Cause LOCKED = Cause.of(
            "query.locked",
            Kind.BLOCKED,
            "query reads a locked table",
            "Another session holds a lock on a table that the query reads, most often to change the table.",
            "find the change of the table, and wait for it to end");
    static final Cause PERMISSION = Cause.of(
            "query.permission",
            Kind.UNKNOWN,
            "no right to read a table of a query",
            "The user that the checks log in as may not read one of the query's tables.",
            "grant SELECT on each table that the query reads");
    static final Cause WRITES = Cause.of(
            "query.writes",
            Kind.MISCONFIGURED,
            "query tried to write",
            "The query changes data, itself or through a function that it calls, and the database refused that:"
                    + " checks run in a read-only transaction.",
            "take the part that writes out of the query");
    static final Cause NO_RELATION = Cause.of(
            "query.no-relation",
            Kind.MISCONFIGURED,
            "table of a query does not exist",
            "The database finds no table or view of a name that the query reads: it was dropped or renamed, or is in a"
                    + " schema that the user's connections do not search.",
            "create the table, correct its name, or name its schema in the query");
    static final Cause FAILED = Cause.of(
            "query.failed",
            Kind.MISCONFIGURED,
            "database refuses a query",
            "The database could not run the query, most often because a table or column does not exist or no longer"
                    + " does.",
            "run the query by hand as the user that the checks log in as, and correct it");

    /** Every cause of this class. */
    public static final List<Cause> ALL =
            List.of(HIGH, LOW, NO_VALUE, NOT_A_NUMBER, TIMEOUT, LOCKED, PERMISSION, WRITES, NO_RELATION, FAILED);

    private QueryCauses() {}
}
