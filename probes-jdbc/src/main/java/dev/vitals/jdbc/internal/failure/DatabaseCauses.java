package dev.vitals.jdbc.internal.failure;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.remote.NetworkFault;
import dev.vitals.spi.CauseLink;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Why a database cannot be asked, or answers slowly; the faults of the network are those of every family. */
public final class DatabaseCauses {
    /** The smallest question takes long. */
    public static final Cause SLOW = Cause.of(
            "db.slow",
            Kind.SLOW,
            "database answers slowly",
            "The simplest statement, SELECT 1, takes longer than the limit, so every statement of the application is"
                    + " slow too. The server is overloaded, its host is short of CPU, or the network in between is"
                    + " slow.",
            "measure the round trip from another host: it shows whether the network or the server is slow",
            "check the server's load, and the statements that cause it");

    static final Cause STARTING = Cause.of(
            "db.starting",
            Kind.UNAVAILABLE,
            "server is starting up or recovering",
            "The server is running but accepts no connections yet: it was just started, or is recovering from a"
                    + " crash.",
            "wait, and follow the recovery in the server's log");
    static final Cause SHUTDOWN = Cause.of(
            "db.shutdown",
            Kind.UNAVAILABLE,
            "server is shutting down or ended the session",
            "The server was ordered to stop, or an administrator ended the session.",
            "find out in the server's log what stops it or ends its sessions");
    static final Cause TOO_MANY_CONNECTIONS = Cause.of(
            "db.too-many-connections",
            Kind.DENIED,
            "no connection left",
            "The server, the role, the user or the database has as many sessions as its limit allows, so logins are"
                    + " refused.",
            "end idle sessions, or shrink the pools that connect here",
            "raise the limit once it is clear that the sessions are needed");
    static final Cause ACCOUNT_LOCKED = Cause.of(
            "db.account-locked",
            Kind.DENIED,
            "account may not log in",
            "The account is locked, was blocked after too many wrong passwords, or does not have the right to log in;"
                    + " PostgreSQL says the same of a role that does not exist. The password is not what is wrong.",
            "find out who locked the account, and why",
            "unlock it, or let the application log in as another one");
    static final Cause PASSWORD_EXPIRED = Cause.of(
            "db.password-expired",
            Kind.DENIED,
            "password has expired",
            "The password is the right one, but it has expired, so the server refuses every statement until a new one"
                    + " is set.",
            "set a new password, and give it to the application",
            "renew passwords before they expire");
    static final Cause HOST_REFUSED = Cause.of(
            "db.host-refused",
            Kind.DENIED,
            "server takes no login from this host",
            "The server's access rules do not let this user into this database from this address, or only encrypted."
                    + " MySQL also blocks a host after too many failed connections.",
            "add a rule for this host's address to the server's access rules",
            "check whether the application has moved to another address, or connects without TLS");
    static final Cause NO_ACCESS = Cause.of(
            "db.no-access",
            Kind.DENIED,
            "user may not connect to the database",
            "The login itself is right, but this user has no right to this database, so whatever logs in as it gets no"
                    + " connection.",
            "grant the right that the remedy names",
            "check whether the URL names the right database for this user");
    static final Cause NO_LOGINS = Cause.of(
            "db.no-logins",
            Kind.UNAVAILABLE,
            "takes no logins at present",
            "The database, or the whole server, was told to let no ordinary user in: a database that allows no"
                    + " connections or whose removal was interrupted, or a server in offline mode.",
            "find out who is at work on it, and let logins in again when that is done");
    static final Cause QUOTA = Cause.of(
            "db.quota",
            Kind.DENIED,
            "account has used up its allowance",
            "The account may do only so much in an hour, in statements, changes or logins, and has done it. Connections"
                    + " are not what is short.",
            "find out why it needs so much more than before",
            "raise its allowance, or wait for the hour to end");
    static final Cause OUT_OF_RESOURCES = Cause.of(
            "db.out-of-resources",
            Kind.EXHAUSTED,
            "server is out of memory or disk",
            "The server refused a request because its host has no memory or no disk space left.",
            "free memory or disk space on the server's host");
    static final Cause READ_ONLY = Cause.of(
            "db.read-only",
            Kind.UNAVAILABLE,
            "database takes no writes",
            "The server answers but refuses writes: it is a standby, was set read-only, or lost its role in a"
                    + " failover.",
            "point the application at the primary",
            "find out whether the server, the database or the role was set read-only");
    static final Cause NO_DATABASE = Cause.of(
            "db.no-database",
            Kind.UNAVAILABLE,
            "database does not exist",
            "The server is running but has no database of this name: it was dropped or renamed, or the URL is wrong.",
            "create the database, or correct its name in the URL");
    static final Cause PERMISSION = Cause.of(
            "db.permission",
            Kind.UNKNOWN,
            "permission denied",
            "The login lacks a right that this check needs, so the check knows nothing; the database may well be"
                    + " healthy.",
            "grant the right that the remedy names");
    static final Cause UNSUPPORTED = Cause.of(
            "db.unsupported",
            Kind.UNKNOWN,
            "not supported by this server",
            "The server lacks a view, function or column that this check reads: it is too old, too new, or built"
                    + " without it.",
            "leave the check out for this server");
    static final Cause LOCKED = Cause.of(
            "db.locked",
            Kind.UNKNOWN,
            "system catalogue is locked",
            "A session holds a lock on a system catalogue that this check reads, as VACUUM FULL or CLUSTER on one"
                    + " does.",
            "find the session that locks the catalogue, and let it finish or end it");
    static final Cause NO_DRIVER = Cause.of(
            "db.no-driver",
            Kind.MISCONFIGURED,
            "no driver for the URL",
            "No JDBC driver on the class path takes this URL, so the application cannot connect either.",
            "add the database's JDBC driver to the class path, or correct the URL's prefix");
    static final Cause BAD_URL = Cause.of(
            "db.url",
            Kind.MISCONFIGURED,
            "unreadable URL",
            "The JDBC URL holds something that its driver does not read there, such as user and password before the"
                    + " host, which PostgreSQL's driver takes for a part of the host's name.",
            "write the URL as jdbc:product://host:port/database, and pass user and password beside it");
    static final Cause SETTING_REFUSED = Cause.of(
            "db.setting-refused",
            Kind.MISCONFIGURED,
            "server refuses a setting of the login",
            "The driver sends settings with the login, and the server does not know one of them or its value. Most"
                    + " often it is the time zone of the JVM, which the server's own list of time zones does not have.",
            "read in the evidence which setting it is",
            "start the JVM with a time zone that the server knows, such as -Duser.timezone=UTC",
            "correct the options in the URL");
    static final Cause FILE_MISSING = Cause.of(
            "db.file-missing",
            Kind.UNAVAILABLE,
            "database file does not exist",
            "The file that holds the database is not there: it was moved or deleted, or its volume is not mounted.",
            "mount the volume, or restore the file",
            "correct the path in the URL");
    static final Cause FILE_UNREADABLE = Cause.of(
            "db.file-unreadable",
            Kind.DENIED,
            "database file cannot be opened",
            "The file is there, but this process may not read it or write to its directory.",
            "give this process's user the right to read the file and to write to its directory");
    static final Cause NOT_A_DATABASE = Cause.of(
            "db.not-a-database",
            Kind.MISCONFIGURED,
            "file is not a database",
            "The file holds something other than a database, or it is encrypted and its key is missing or wrong.",
            "correct the path in the URL, or the key");
    static final Cause CORRUPT = Cause.of(
            "db.corrupt",
            Kind.DAMAGED,
            "database is damaged",
            "The contents of the database contradict each other. A crash, a faulty disk, or a copy made during a"
                    + " write has damaged it.",
            "stop writing to it, and copy its files before anything else",
            "restore a backup");
    static final Cause IO = Cause.of(
            "db.io",
            Kind.DAMAGED,
            "disk error",
            "The operating system fails to read or write the database's files.",
            "check whether the disk is there and has space left",
            "search the kernel's log for errors of the disk");
    static final Cause FILE_HUNG = Cause.of(
            "db.file-hung",
            Kind.UNREACHABLE,
            "file system of the database does not answer",
            "A read or a lock of the database file has not returned. Most likely the file is on a network file"
                    + " system whose server is away, or on a disk that no longer responds; every thread that uses"
                    + " the database gets stuck in the same way.",
            "find the mount that the file is on, and bring its server or disk back");
    static final Cause FILE_LOCKED = Cause.of(
            "db.file-locked",
            Kind.BLOCKED,
            "database file is locked",
            "Another connection keeps the file locked for longer than the others can wait.",
            "find out which process has the file open, and what it writes for so long");
    static final Cause DATA_SOURCE_FAILED = Cause.of(
            "datasource.failed",
            Kind.UNKNOWN,
            "data source gives no connection",
            "The application's data source, or the source of its password, threw an error of its own before the"
                    + " database was reached, as a data source that routes by tenant does where there is no tenant. The"
                    + " database may well be healthy.",
            "read which code threw what, in the evidence",
            "give each target of a routing data source checks of its own");
    static final Cause NO_CONNECTION = Cause.of(
            "datasource.no-connection",
            Kind.UNKNOWN,
            "no connection could be borrowed",
            "The application's data source lent no connection, and is of no product whose counters show why: its"
                    + " connections may all be in use, or the database may refuse new ones.",
            "check how many of the pool's connections are in use, and by which code",
            "give the checks a login of their own: they then see past the pool");
    static final Cause SET_UP = Cause.of(
            "datasource.set-up",
            Kind.MISCONFIGURED,
            "connection cannot be set up as the pool sets its own up",
            "A query of the application's runs over a connection that is set up as the pool sets up its own: schema,"
                    + " catalogue, isolation, first statements. The database has refused one of these, for this user. The"
                    + " pool, if it logs in as the same user, gets no new connection either.",
            "correct that setting of the pool, or give the checks' own user what it needs");
    static final Cause OTHER = Cause.of(
            "db.error",
            Kind.FAILING,
            "database error",
            "The driver or the server reported an error that fits no other cause; the evidence has its text.",
            "read the text of the error");

    /** What a database that cannot be asked, or answers slowly, explains. */
    public static final List<CauseLink> LINKS = Stream.concat(
                    Stream.of(
                            CauseLink.sameResource(
                                    "db.*", "pool.exhausted", "a failing database explains an exhausted pool"),
                            CauseLink.sameResource(
                                    "db.*", "pool.saturated", "a failing database explains a pool in full use"),
                            CauseLink.sameResource(
                                    "db.*", "pool.cannot-grow", "a failing database explains a pool that cannot grow"),
                            CauseLink.sameResource(
                                    "db.*", "pool.hung", "a failing database explains a pool that does not answer")),
                    // Those for which an application waits. What fails at once, such as a wrong password, makes errors.
                    Stream.of("db.refused", "db.timeout", "db.unreachable", "db.too-many-connections", "db.slow")
                            .map(code -> CauseLink.anywhere(
                                    code, "http.slow", "a database that cannot be had explains slow HTTP")))
            .toList();

    private DatabaseCauses() {}

    /**
     * Returns every cause.
     *
     * @return the causes of this room and those of the network
     */
    public static List<Cause> all() {
        return Stream.concat(
                        Stream.of(SLOW), Arrays.stream(FailureKind.values()).map(FailureKind::cause))
                .distinct()
                .toList();
    }

    static Cause network(NetworkFault fault) {
        return fault.cause("db", "the database");
    }
}
