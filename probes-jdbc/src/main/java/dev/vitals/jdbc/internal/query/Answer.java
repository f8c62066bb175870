package dev.vitals.jdbc.internal.query;

import dev.vitals.jdbc.internal.failure.Failure;
import java.util.List;

/** What a query gave. */
sealed interface Answer {
    /** A number, finite. */
    record Measured(double value) implements Answer {}

    /** No row, or a null in the first one. */
    record Nothing(String what) implements Answer {}

    /** Something that is no number. */
    record Text(String shown) implements Answer {}

    /** Rows, the first of them ready to be shown. */
    record Rows(int count, boolean more, List<String> columns, List<List<String>> shown) implements Answer {}

    /** An error of this query alone. */
    record Refused(Failure failure) implements Answer {}
}
