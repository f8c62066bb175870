package dev.vitals.jdbc.internal.failure;

import dev.vitals.jdbc.internal.target.Target;
import dev.vitals.jdbc.internal.text.Words;
import dev.vitals.probe.Remedy;
import java.util.List;

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
        return advice(failure, target).isEmpty() ? List.of() : List.of(remedy(failure, target));
    }

    private static Remedy remedy(Failure failure, Target target) {
        String advice = advice(failure, target);
        return failure.kind() == FailureKind.DNS && target.host().isPresent()
                ? Remedy.run(advice, "getent hosts " + Words.shell(target.host().get()))
                : Remedy.of(advice);
    }

    private static String advice(Failure failure, Target target) {
        String where = target.words();
        String user = target.user().map(name -> "user '" + name + "'").orElse("the user");
        return switch (failure.kind()) {
            case REFUSED -> "nothing listens at " + where + ": start the server there, or correct host and port";
            case DNS -> "the host name of " + where + " has no address: correct it, or repair name resolution here";
            case UNREACHABLE -> "no route to " + where + ": look at the network, firewall and security groups between";
            case TIMEOUT ->
                where + " takes packets but does not answer: look for a frozen or overloaded server, "
                        + "a stalled disk, or a firewall that drops packets";
            case AUTH -> where + " refuses " + user + ": correct the password or the server's access rules";
            case TLS -> "agree on TLS with " + where + ": look at the certificate, its authority and the TLS settings";
            case STARTING -> where + " is starting up or recovering: wait, and look at the server's log";
            case SHUTDOWN -> where + " ended the session: find out who stops the server or ends sessions";
            case TOO_MANY_CONNECTIONS -> "free connections of " + user + " at " + where + ", or raise the limit";
            case OUT_OF_RESOURCES -> "free memory or disk on the server of " + where;
            case READ_ONLY -> where + " takes no writes: point the application at the primary";
            case NO_DATABASE -> "create the database of " + where + ", or correct its name";
            case PROTOCOL ->
                "what listens at " + where + " is not the database, or is a proxy with none behind it: "
                        + "correct host and port, look at the proxy";
            case LOST -> "the connection to " + where + " broke: look at the server's log and at proxies between";
            case PRIVILEGE ->
                failure.connecting()
                        ? "grant " + user + " the right to connect to " + where
                        : "grant " + user + " the right to read what this check reads at " + where;
            case NO_DRIVER -> "add the database's JDBC driver to the class path, or correct the URL's prefix";
            case UNSUPPORTED -> where + " has not got what this check reads: leave the check out";
            case LOCKED ->
                "somebody at " + where + " has locked a system catalogue: look for VACUUM FULL, CLUSTER or a"
                        + " forgotten LOCK of one";
            case FILE_MISSING -> "put the file of " + where + " back, from a backup if need be, or correct its path";
            case FILE_UNREADABLE -> "let this process's user read " + where + " and write to its directory";
            case NOT_A_DATABASE -> where + " holds something else, or is encrypted: correct the path or the key";
            case CORRUPT -> "stop writing to " + where + ", copy its files, then restore a backup";
            case IO -> "look at the disk under " + where + " and at the kernel's log";
            case FILE_LOCKED -> "find out which process has " + where + " open and what it writes for so long";
            case BUSY, CLOSED, OTHER -> "";
        };
    }
}
