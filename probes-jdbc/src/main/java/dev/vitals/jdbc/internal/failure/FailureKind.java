package dev.vitals.jdbc.internal.failure;

import dev.vitals.probe.Cause;
import dev.vitals.remote.NetworkFault;
import java.util.Arrays;
import java.util.Optional;

/** What went wrong between us and a database. Each kind has a cause of its own, so that it can be counted. */
public enum FailureKind {
    /** Nothing listens at the address. */
    REFUSED(NetworkFault.REFUSED),
    /** The host's name has no address. */
    DNS(NetworkFault.DNS),
    /** The network has no way to the address. */
    UNREACHABLE(NetworkFault.UNREACHABLE),
    /** No answer in time. */
    TIMEOUT(NetworkFault.TIMEOUT),
    /** The server does not let this user in. */
    AUTH(NetworkFault.AUTHENTICATION),
    /** No agreement on encryption. */
    TLS(NetworkFault.TLS),
    /** The answer is not in the database's protocol. */
    PROTOCOL(NetworkFault.PROTOCOL),
    /** The connection broke. */
    LOST(NetworkFault.LOST),
    /** Another check has the connection. Says nothing about the database. */
    BUSY(NetworkFault.BUSY),
    /** The set of checks was closed. Says nothing about the database. */
    CLOSED(NetworkFault.CLOSED),
    /** The server is up but takes no connections yet. */
    STARTING(DatabaseCauses.STARTING),
    /** The server is being stopped. */
    SHUTDOWN(DatabaseCauses.SHUTDOWN),
    /** No connection is left, most likely of the whole server's. */
    TOO_MANY_CONNECTIONS(DatabaseCauses.TOO_MANY_CONNECTIONS),
    /** The user's own limit is reached. */
    USER_LIMIT(DatabaseCauses.TOO_MANY_CONNECTIONS, "no connection left within this user's own limit"),
    /** The database's own limit is reached. */
    DATABASE_LIMIT(DatabaseCauses.TOO_MANY_CONNECTIONS, "no connection left within this database's own limit"),
    /** The account is locked, or has no right to log in. */
    ACCOUNT_LOCKED(DatabaseCauses.ACCOUNT_LOCKED),
    /** The password was the right one. */
    PASSWORD_EXPIRED(DatabaseCauses.PASSWORD_EXPIRED),
    /** The access rules leave this host out. */
    HOST_REFUSED(DatabaseCauses.HOST_REFUSED),
    /** The user has no right to the database. */
    NO_ACCESS(DatabaseCauses.NO_ACCESS),
    /** No ordinary user is let in. */
    NO_LOGINS(DatabaseCauses.NO_LOGINS),
    /** The account has done what it may in an hour. */
    QUOTA(DatabaseCauses.QUOTA),
    /** The server has no memory or disk left. */
    OUT_OF_RESOURCES(DatabaseCauses.OUT_OF_RESOURCES),
    /** The server takes no writes. */
    READ_ONLY(DatabaseCauses.READ_ONLY),
    /** The database does not exist. */
    NO_DATABASE(DatabaseCauses.NO_DATABASE),
    /** A right is missing. */
    PERMISSION(DatabaseCauses.PERMISSION),
    /** A view, function or column is missing. */
    UNSUPPORTED(DatabaseCauses.UNSUPPORTED),
    /** A session holds a lock on what we wanted to read. */
    LOCKED(DatabaseCauses.LOCKED),
    /** No driver takes the URL. */
    NO_DRIVER(DatabaseCauses.NO_DRIVER),
    /** The URL says something that its driver does not read as meant. */
    BAD_URL(DatabaseCauses.BAD_URL),
    /** The server does not take a setting that comes with the login. */
    SETTING_REFUSED(DatabaseCauses.SETTING_REFUSED),
    /** The file that holds the database is not there. */
    FILE_MISSING(DatabaseCauses.FILE_MISSING),
    /** The file that holds the database is there, but this process cannot open it. */
    FILE_UNREADABLE(DatabaseCauses.FILE_UNREADABLE),
    /** The file holds something else, or is encrypted. */
    NOT_A_DATABASE(DatabaseCauses.NOT_A_DATABASE),
    /** The database contradicts itself. */
    CORRUPT(DatabaseCauses.CORRUPT),
    /** The operating system cannot read or write the database's files. */
    IO(DatabaseCauses.IO),
    /** The file system under the file does not answer. */
    FILE_HUNG(DatabaseCauses.FILE_HUNG),
    /** Another connection keeps all others out of the file. */
    FILE_LOCKED(DatabaseCauses.FILE_LOCKED),
    /** The application's data source, or its source of passwords, threw an error of its own. */
    DATA_SOURCE_FAILED(DatabaseCauses.DATA_SOURCE_FAILED),
    /** The application's data source lent no connection, and does not show why. */
    NO_CONNECTION(DatabaseCauses.NO_CONNECTION),
    /** What the application's pool does to each new connection was refused. */
    SET_UP(DatabaseCauses.SET_UP),
    /** Anything else. */
    OTHER(DatabaseCauses.OTHER);

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings and an unmodifiable list
    private final Cause cause;

    @SuppressWarnings("ImmutableEnumChecker") // an optional of an enum constant
    private final Optional<NetworkFault> network;

    private final String words;

    FailureKind(NetworkFault fault) {
        this.cause = DatabaseCauses.network(fault);
        this.network = Optional.of(fault);
        this.words = cause.title();
    }

    FailureKind(Cause cause) {
        this(cause, cause.title());
    }

    FailureKind(Cause cause, String words) {
        this.cause = cause;
        this.network = Optional.empty();
        this.words = words;
    }

    /**
     * Returns the kind of a fault of the network.
     *
     * @param fault the fault
     * @return the kind; each fault has one
     */
    public static FailureKind of(NetworkFault fault) {
        return Arrays.stream(values())
                .filter(kind -> kind.network.filter(fault::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the cause to count.
     *
     * @return a cause whose code starts with {@code db.}
     */
    public Cause cause() {
        return cause;
    }

    /**
     * Returns the fault of the network that this is.
     *
     * @return the fault; empty when the server answered
     */
    public Optional<NetworkFault> network() {
        return network;
    }

    /**
     * Returns what happened, without where.
     *
     * @return a few words, without a full stop
     */
    public String words() {
        return words;
    }

    /**
     * Returns whether it matters who wanted to log in.
     *
     * @return true if the user is to be named
     */
    public boolean ofUser() {
        return switch (this) {
            case AUTH,
                    TOO_MANY_CONNECTIONS,
                    USER_LIMIT,
                    ACCOUNT_LOCKED,
                    PASSWORD_EXPIRED,
                    HOST_REFUSED,
                    NO_ACCESS,
                    QUOTA -> true;
            default -> false;
        };
    }

    /**
     * Returns whether the fault lies with us, so that the database may well be healthy.
     *
     * @return true if the database was not asked
     */
    public boolean ours() {
        return network.filter(NetworkFault::ours).isPresent();
    }

    /**
     * Returns whether the fault is the server's as a whole, whoever asks it.
     *
     * @return true if findings of this kind are about the server's address
     */
    public boolean ofServer() {
        return this == READ_ONLY || this == OUT_OF_RESOURCES || (network.isPresent() && !ours());
    }

    /**
     * Returns whether the fault lies with the application's data source, so that the database may well be healthy.
     *
     * @return true if the database was not reached
     */
    public boolean undecided() {
        return this == DATA_SOURCE_FAILED || this == NO_CONNECTION || this == SET_UP;
    }

    /**
     * Returns whether another attempt soon after cannot do better, and may do harm.
     *
     * @return true if somebody has to change something first
     */
    public boolean lasts() {
        return switch (this) {
            case AUTH, ACCOUNT_LOCKED, PASSWORD_EXPIRED, HOST_REFUSED, NO_DRIVER, BAD_URL, SETTING_REFUSED -> true;
            default -> false;
        };
    }

    /**
     * Returns whether the connection is gone, which on a reused one may only mean that the server was restarted
     * meanwhile.
     *
     * @return true if another statement over it cannot succeed
     */
    public boolean endsConnection() {
        return this == LOST || this == SHUTDOWN || this == PROTOCOL;
    }
}
