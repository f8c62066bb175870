package dev.vitals.jdbc.internal.query;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds which table or view of a query does not exist: the name that both the query and the driver's message have. */
final class MissingRelation {
    /** Of PostgreSQL, and of the standard. */
    private static final Set<String> STATES = Set.of("42P01", "42S02");

    private static final Pattern QUOTED = Pattern.compile("[\"'`]([^\"'`\\s]{1,200})[\"'`]");

    /** String literals, which hold no names, then names with their qualifiers. */
    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'");

    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");

    private MissingRelation() {}

    /** Empty when the error is another one, or when the message names nothing that the query does. */
    static Optional<String> in(String sql, SQLException error) {
        if (!STATES.contains(String.valueOf(error.getSQLState())) || error.getMessage() == null) {
            return Optional.empty();
        }
        String names = LITERAL.matcher(sql).replaceAll(" ").toLowerCase(Locale.ROOT);
        return QUOTED.matcher(error.getMessage())
                .results()
                .map(match -> match.group(1))
                .filter(name -> isIn(names, name))
                .findFirst();
    }

    /** A message may qualify a name that the query does not: its last part decides. */
    private static boolean isIn(String names, String name) {
        String last = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Matcher found = NAME.matcher(names);
        return found.results().anyMatch(one -> one.group().equals(last));
    }
}
