package dev.vitals.jdbc.internal.query;

import dev.vitals.jdbc.internal.blocking.Holders;
import dev.vitals.jdbc.internal.failure.Failure;
import java.util.List;

/** The answer of a query. */
sealed interface Answer {
    /** A number, finite. */
    record Measured(double value) implements Answer {}

    /** No row, or a null in the first one. */
    record Nothing(String what) implements Answer {}

    /** Something other than a number. */
    record Text(String shown) implements Answer {}

    /** Rows, of which the first are ready to be shown. */
    record Rows(int count, boolean more, List<String> columns, List<List<String>> shown) implements Answer {}

    /** An error that concerns this query alone, with who keeps it from its tables. */
    record Refused(Failure failure, Holders holders) implements Answer {}

    /** A table or view of the query does not exist. */
    record NoRelation(String relation, Failure failure) implements Answer {}
}
