package dev.vitals.jdbc.internal.failure;

import dev.vitals.jdbc.internal.url.Target;
import dev.vitals.probe.Remedy;
import dev.vitals.remote.NetworkFault;
import java.util.List;
import java.util.TimeZone;

/** What to do about a failure, whatever the product. */
public final class StandardRemedies {
    private StandardRemedies() {}

    /**
     * Returns what to do about a failure.
     *
     * @param failure the failure
     * @param target where it happened
     * @return the remedies, best first; may be empty
     */
    public static List<Remedy> of(Failure failure, Target target) {
        if (failure.kind() == FailureKind.AUTH) {
            return List.of(Remedy.words(
                    "correct the password of {} at {}, or the server's access rules", user(target), target.words()));
        }
        return failure.kind()
                .network()
                .map(fault -> network(fault, target))
                .orElseGet(() -> ofDatabase(failure, target));
    }

    private static List<Remedy> network(NetworkFault fault, Target target) {
        return fault.ours() ? List.of() : fault.remedies(target.remote(), "the database");
    }

    private static List<Remedy> ofDatabase(Failure failure, Target target) {
        String where = target.words();
        return switch (failure.kind()) {
            case STARTING -> advice("wait until {} has started up or recovered, and check the server's log", where);
            case SHUTDOWN -> advice("find out what stops the server at {} or ends its sessions", where);
            case TOO_MANY_CONNECTIONS, USER_LIMIT ->
                advice("free connections of {} at {}, or raise the limit", user(target), where);
            case DATABASE_LIMIT -> advice("free connections to {}, or raise the database's limit", where);
            case ACCOUNT_LOCKED ->
                advice("find out who locked {} at {}, and why, before it is let in again", user(target), where);
            case PASSWORD_EXPIRED ->
                advice("set a new password for {} at {}, and give it to the application", user(target), where);
            case HOST_REFUSED ->
                advice("let {} into {} from this host, in the server's access rules", user(target), where);
            case NO_LOGINS -> advice("find out who is at work on {}, and let logins in again", where);
            case QUOTA ->
                advice("find out why {} needs so much at {}, and raise its allowance or wait", user(target), where);
            case OUT_OF_RESOURCES -> advice("free memory or disk on the server of {}", where);
            case READ_ONLY -> advice("point the application at the primary: {} takes no writes", where);
            case NO_DATABASE -> advice("create the database of {}, or correct its name", where);
            case NO_ACCESS -> advice("grant {} the right to connect to {}", user(target), where);
            case PERMISSION -> advice("grant {} the right to read what this check reads at {}", user(target), where);
            case DATA_SOURCE_FAILED ->
                advice("find out why it throws where no request is under way; give each target of a data source that"
                        + " routes checks of its own, JdbcProbes.of(name, target)");
            case NO_CONNECTION ->
                advice("check whether the pool's connections are all in use, and by which code: dump the threads");
            case SET_UP ->
                advice("correct that setting of the pool, or give {} what it needs at {}", user(target), where);
            case NO_DRIVER -> advice("add the database's JDBC driver to the class path, or correct the URL's prefix");
            case BAD_URL ->
                advice("write the URL as jdbc:product://host:port/database, and pass user and password beside it");
            case SETTING_REFUSED ->
                advice(
                        "see in the evidence which setting it is; the time zone of this JVM is '{}': if the server does"
                                + " not know it, start the JVM with -Duser.timezone=UTC or another that it knows;"
                                + " anything else comes from the URL's options",
                        TimeZone.getDefault().getID());
            case UNSUPPORTED -> advice("leave the check out: {} does not have what it reads", where);
            case LOCKED ->
                advice("look for VACUUM FULL, CLUSTER or a forgotten LOCK of a system catalogue at {}", where);
            case FILE_MISSING ->
                advice("put the file of {} back, from a backup if need be, or correct its path", where);
            case FILE_UNREADABLE ->
                advice("give this process's user the right to read {} and to write to its directory", where);
            case NOT_A_DATABASE ->
                advice("correct the path or the key: {} holds something else, or is encrypted", where);
            case CORRUPT -> advice("stop writing to {}, copy its files, then restore a backup", where);
            case IO -> advice("check the disk under {} and the kernel's log", where);
            case FILE_LOCKED -> advice("find out which process has {} open and what it writes for so long", where);
            default -> List.of();
        };
    }

    private static String user(Target target) {
        return target.user().map(name -> "user '" + name + "'").orElse("the user");
    }

    private static List<Remedy> advice(String words, Object... arguments) {
        return List.of(Remedy.words(words, arguments));
    }
}
