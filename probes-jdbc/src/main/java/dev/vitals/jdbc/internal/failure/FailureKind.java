package dev.vitals.jdbc.internal.failure;

/** What went wrong between us and a database. Each kind has a cause code of its own, so that it can be counted. */
public enum FailureKind {
    /** Nothing listens at the address. */
    REFUSED("db.refused", "connection refused"),
    /** The host's name has no address. */
    DNS("db.dns", "host name not found"),
    /** The network has no way to the address. */
    UNREACHABLE("db.unreachable", "no route to the host"),
    /** No answer in time. */
    TIMEOUT("db.timeout", "no answer in time"),
    /** The server does not let this user in. */
    AUTH("db.auth", "login refused"),
    /** No agreement on encryption. */
    TLS("db.tls", "no agreement on TLS"),
    /** The server is up but takes no connections yet. */
    STARTING("db.starting", "server is starting up or recovering"),
    /** The server was told to stop. */
    SHUTDOWN("db.shutdown", "server is shutting down or ended the session"),
    /** No connection is left for this user. */
    TOO_MANY_CONNECTIONS("db.too-many-connections", "no connection left"),
    /** The server has no memory or disk left. */
    OUT_OF_RESOURCES("db.out-of-resources", "server is out of memory or disk"),
    /** The server takes no writes. */
    READ_ONLY("db.read-only", "database takes no writes"),
    /** The database does not exist. */
    NO_DATABASE("db.no-database", "database does not exist"),
    /** Whatever answers does not speak the database's protocol. */
    PROTOCOL("db.protocol", "not a database server"),
    /** The connection broke. */
    LOST("db.lost", "connection lost"),
    /** A right is missing. */
    PRIVILEGE("db.permission", "permission denied"),
    /** A view, function or column is missing. */
    UNSUPPORTED("db.unsupported", "not supported by this server"),
    /** Somebody holds a lock on what we wanted to read. */
    LOCKED("db.locked", "system catalogue is locked"),
    /** No driver takes the URL. */
    NO_DRIVER("db.no-driver", "no driver for the URL"),
    /** The file that holds the database is not there. */
    FILE_MISSING("db.file-missing", "database file does not exist"),
    /** The file that holds the database is there, but this process cannot open it. */
    FILE_UNREADABLE("db.file-unreadable", "database file cannot be opened"),
    /** The file holds something else, or is encrypted. */
    NOT_A_DATABASE("db.not-a-database", "file is not a database"),
    /** The database contradicts itself. */
    CORRUPT("db.corrupt", "database is damaged"),
    /** The operating system cannot read or write the database's files. */
    IO("db.io", "disk error"),
    /** Somebody keeps everybody else out of the file. */
    FILE_LOCKED("db.file-locked", "database file is locked"),
    /** Another check has the connection. Says nothing about the database. */
    BUSY("db.busy", "another check has the connection"),
    /** The set of checks was closed. Says nothing about the database. */
    CLOSED("db.closed", "the checks were closed"),
    /** Anything else. */
    OTHER("db.error", "database error");

    private final String cause;
    private final String words;

    FailureKind(String cause, String words) {
        this.cause = cause;
        this.words = words;
    }

    /**
     * Returns the stable code to count.
     *
     * @return a cause code that starts with {@code db.}
     */
    public String cause() {
        return cause;
    }

    /**
     * Returns what happened, without who and where.
     *
     * @return a few words, without a full stop
     */
    public String words() {
        return words;
    }

    /**
     * Returns whether the fault lies with us, so that the database may well be healthy.
     *
     * @return true if the database was not asked
     */
    public boolean ours() {
        return this == BUSY || this == CLOSED;
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
