package dev.vitals.jdbc.internal.postgres.server;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.StandardFailures;
import dev.vitals.jdbc.internal.url.Reflection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Classifies pgjdbc's errors by SQLState, and where that says only "connection", by the root cause. */
public final class PostgresFailures {
    private static final Map<String, FailureKind> BY_STATE = Map.ofEntries(
            Map.entry("08P01", FailureKind.PROTOCOL),
            Map.entry("25006", FailureKind.READ_ONLY),
            Map.entry("25P03", FailureKind.SHUTDOWN),
            Map.entry("25P04", FailureKind.SHUTDOWN),
            Map.entry("3D000", FailureKind.NO_DATABASE),
            Map.entry("42501", FailureKind.PERMISSION),
            Map.entry("42P01", FailureKind.UNSUPPORTED),
            Map.entry("42703", FailureKind.UNSUPPORTED),
            Map.entry("42883", FailureKind.UNSUPPORTED),
            Map.entry("0A000", FailureKind.UNSUPPORTED),
            Map.entry("53300", FailureKind.TOO_MANY_CONNECTIONS),
            Map.entry("55P03", FailureKind.LOCKED),
            Map.entry("57014", FailureKind.TIMEOUT),
            Map.entry("57P01", FailureKind.SHUTDOWN),
            Map.entry("57P02", FailureKind.SHUTDOWN),
            Map.entry("57P03", FailureKind.STARTING),
            Map.entry("57P05", FailureKind.SHUTDOWN));

    private static final Map<String, FailureKind> BY_CLASS = Map.of(
            "28", FailureKind.AUTH,
            "53", FailureKind.OUT_OF_RESOURCES);

    /** An invalid value, or an unknown name: all that a login sends beside the user is settings. */
    private static final Set<String> REFUSED_SETTINGS = Set.of("22023", "42704");

    /** An invalid file of a library that a role wants loaded for it. */
    private static final String NO_FILE = "58P01";

    private PostgresFailures() {}

    public static FailureKind classify(SQLException error, boolean connecting) {
        String state = error.getSQLState();
        if (state == null || state.length() != 5) {
            return StandardFailures.classify(error);
        }
        Optional<FailureKind> login = connecting ? ofLogin(state, routine(error)) : Optional.empty();
        if (login.isPresent()) {
            return login.get();
        }
        FailureKind known = BY_STATE.getOrDefault(state, BY_CLASS.get(state.substring(0, 2)));
        if (known != null) {
            return known;
        }
        Optional<FailureKind> root = StandardFailures.byRootCause(error);
        if (root.isPresent()) {
            return root.get();
        }
        return switch (state) {
            // On PostgreSQL this is a failed negotiation; on MySQL the same state means too many connections.
            case "08004" -> FailureKind.TLS;
            // The login timeout, which pgjdbc throws without a cause.
            case "08001" -> connecting ? FailureKind.TIMEOUT : FailureKind.LOST;
            default -> StandardFailures.classify(error);
        };
    }

    /** What one SQLState leaves open, the name of the server's function that raised the error decides. */
    private static Optional<FailureKind> ofLogin(String state, String routine) {
        return Optional.ofNullable(
                switch (state + " " + routine) {
                    // Of a role that does not exist, too.
                    case "28000 InitializeSessionUserId" -> FailureKind.ACCOUNT_LOCKED;
                    case "28000 ClientAuthentication" -> FailureKind.HOST_REFUSED;
                    case "42501 CheckMyDatabase" -> FailureKind.NO_ACCESS;
                    case "53300 InitializeSessionUserId" -> FailureKind.USER_LIMIT;
                    case "53300 CheckMyDatabase" -> FailureKind.DATABASE_LIMIT;
                    case "55000 CheckMyDatabase", "55000 InitPostgres" -> FailureKind.NO_LOGINS;
                    default ->
                        REFUSED_SETTINGS.contains(state) || state.equals(NO_FILE) ? FailureKind.SETTING_REFUSED : null;
                });
    }

    /** In no language, unlike the message. */
    private static String routine(SQLException error) {
        return Reflection.call(error, "getServerErrorMessage")
                .flatMap(message -> Reflection.call(message, "getRoutine"))
                .map(String::valueOf)
                .orElse("");
    }
}
