package dev.vitals.jdbc.internal.mysql.server;

import dev.vitals.jdbc.internal.failure.FailureKind;
import dev.vitals.jdbc.internal.failure.StandardFailures;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Classes errors of MariaDB's and MySQL's drivers by the server's error number, which both pass on, then by the root
 * cause, then by SQLState.
 */
final class MySqlFailures {
    private static final Map<Integer, FailureKind> BY_NUMBER = Map.ofEntries(
            Map.entry(1021, FailureKind.OUT_OF_RESOURCES), // disk full
            Map.entry(1037, FailureKind.OUT_OF_RESOURCES), // out of memory
            Map.entry(1038, FailureKind.OUT_OF_RESOURCES), // out of sort memory
            Map.entry(1040, FailureKind.TOO_MANY_CONNECTIONS), // of the server
            Map.entry(1041, FailureKind.OUT_OF_RESOURCES), // out of memory
            Map.entry(1044, FailureKind.PERMISSION), // on the database
            Map.entry(1045, FailureKind.AUTH),
            Map.entry(1049, FailureKind.NO_DATABASE),
            Map.entry(1053, FailureKind.SHUTDOWN),
            Map.entry(1054, FailureKind.UNSUPPORTED), // unknown column
            Map.entry(1064, FailureKind.UNSUPPORTED), // syntax
            Map.entry(1109, FailureKind.UNSUPPORTED), // unknown table of information_schema
            Map.entry(1129, FailureKind.HOST_REFUSED), // host blocked after too many failed logins
            Map.entry(1130, FailureKind.HOST_REFUSED), // host not allowed
            Map.entry(1135, FailureKind.OUT_OF_RESOURCES), // cannot create a thread
            Map.entry(1142, FailureKind.PERMISSION), // on a table
            Map.entry(1143, FailureKind.PERMISSION), // on a column
            Map.entry(1146, FailureKind.UNSUPPORTED), // no such table
            Map.entry(1184, FailureKind.LOST), // aborted connection
            Map.entry(1193, FailureKind.UNSUPPORTED), // unknown variable
            Map.entry(1203, FailureKind.USER_LIMIT), // by the server's setting
            Map.entry(1205, FailureKind.LOCKED),
            Map.entry(1226, FailureKind.USER_LIMIT), // by its account
            Map.entry(1227, FailureKind.PERMISSION),
            Map.entry(1251, FailureKind.AUTH), // plugin of the account not known to the client
            Map.entry(1298, FailureKind.SETTING_REFUSED), // unknown time zone
            Map.entry(1290, FailureKind.READ_ONLY),
            Map.entry(1317, FailureKind.TIMEOUT), // statement killed
            Map.entry(1792, FailureKind.READ_ONLY),
            Map.entry(1820, FailureKind.PASSWORD_EXPIRED), // said of each statement
            Map.entry(1836, FailureKind.READ_ONLY),
            Map.entry(1862, FailureKind.PASSWORD_EXPIRED), // said of the login
            Map.entry(1927, FailureKind.SHUTDOWN), // session killed
            Map.entry(1969, FailureKind.TIMEOUT), // max_statement_time
            Map.entry(3024, FailureKind.TIMEOUT), // max_execution_time
            Map.entry(3032, FailureKind.NO_LOGINS), // offline mode
            Map.entry(3118, FailureKind.ACCOUNT_LOCKED),
            Map.entry(3159, FailureKind.TLS), // TLS required by the server
            Map.entry(4031, FailureKind.SHUTDOWN), // ended for being idle
            Map.entry(3955, FailureKind.ACCOUNT_LOCKED), // after wrong passwords
            Map.entry(4150, FailureKind.ACCOUNT_LOCKED), // after wrong passwords, MariaDB
            Map.entry(4151, FailureKind.ACCOUNT_LOCKED)); // MariaDB

    /** What Connector/J gives to an answer that is no packet of its protocol. */
    private static final String NO_PACKET = "S1000";

    /** A property that Connector/J cannot use, such as a server's time zone that Java does not know. */
    private static final String BAD_PROPERTY = "01S00";

    /**
     * What Connector/J and MariaDB's driver say, in English always, of a login for which the server has to send its
     * public key first. They give it the code of a lost connection.
     */
    private static final List<String> NO_KEY = List.of("Public Key Retrieval is not allowed", "RSA public key is not");

    /** What they say of a server without TLS, with the same code, and of one whose certificate nobody vouches for. */
    private static final List<String> NO_TLS = List.of(
            "SSL Connection required", "ssl not enabled in the server", "cannot send password in clear when using SSL");

    /** One number for every limit of an account; what is limited is a name of the server's, in any language. */
    private static final int ACCOUNT_LIMIT = 1226;

    private static final String CONNECTIONS = "'max_user_connections'";

    private static final int DEEPEST = 10;

    private MySqlFailures() {}

    /** Whether a password cannot be sent because the connection is not encrypted and the server's key is not known. */
    static boolean needsPublicKey(String message) {
        return NO_KEY.stream().anyMatch(message::contains);
    }

    /** A driver that was refused while it set a session up wraps the server's answer in an error without a number. */
    private static Optional<FailureKind> byNumber(SQLException error) {
        Throwable at = error;
        for (int depth = 0; at != null && depth < DEEPEST; depth++) {
            if (at instanceof SQLException told && BY_NUMBER.containsKey(told.getErrorCode())) {
                boolean hourly = told.getErrorCode() == ACCOUNT_LIMIT
                        && !String.valueOf(told.getMessage()).contains(CONNECTIONS);
                return Optional.ofNullable(hourly ? FailureKind.QUOTA : BY_NUMBER.get(told.getErrorCode()));
            }
            at = at.getCause();
        }
        return Optional.empty();
    }

    /** A right is missing for what a check reads; at the login, for the database itself. */
    static FailureKind classify(SQLException error, boolean connecting) {
        FailureKind kind = classify(error);
        return kind == FailureKind.PERMISSION && connecting ? FailureKind.NO_ACCESS : kind;
    }

    static FailureKind classify(SQLException error) {
        Optional<FailureKind> known = byNumber(error);
        if (known.isPresent()) {
            return known.get();
        }
        String message = String.valueOf(error.getMessage());
        if (needsPublicKey(message)) {
            return FailureKind.AUTH;
        }
        if (NO_TLS.stream().anyMatch(message::contains)) {
            return FailureKind.TLS;
        }
        if (BAD_PROPERTY.equals(error.getSQLState())) {
            return FailureKind.SETTING_REFUSED;
        }
        FailureKind standard = StandardFailures.classify(error);
        return standard == FailureKind.OTHER && NO_PACKET.equals(error.getSQLState()) ? FailureKind.PROTOCOL : standard;
    }
}
