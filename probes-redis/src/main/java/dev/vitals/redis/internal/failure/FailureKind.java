package dev.vitals.redis.internal.failure;

import dev.vitals.probe.Cause;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.remote.NetworkFault;
import java.util.Arrays;
import java.util.Optional;

/**
 * What went wrong between us and a Redis, by the class of an exception or the first word of a reply, never by the text of
 * either. Each kind has a cause of its own, so that it can be counted.
 */
public enum FailureKind {
    /** Nothing listens at the address. */
    REFUSED(NetworkFault.REFUSED),
    /** The host's name has no address. */
    DNS(NetworkFault.DNS),
    /** The network has no way to the address. */
    UNREACHABLE(NetworkFault.UNREACHABLE),
    /** No answer in time. */
    TIMEOUT(NetworkFault.TIMEOUT),
    /** No agreement on encryption. */
    TLS(NetworkFault.TLS),
    /** The answer is not in the protocol of Redis. */
    PROTOCOL(NetworkFault.PROTOCOL),
    /** The server rejects our credentials. */
    AUTH(NetworkFault.AUTHENTICATION),
    /** The connection broke, or the server closed it. */
    LOST(NetworkFault.LOST),
    /** Another check has the connection. Says nothing about Redis. */
    BUSY(NetworkFault.BUSY),
    /** The set of checks was closed. Says nothing about Redis. */
    CLOSED(NetworkFault.CLOSED),
    /** The server takes no more clients. */
    MAXCLIENTS(RedisCauses.MAXCLIENTS),
    /** The server talks to its own host only. */
    PROTECTED(RedisCauses.PROTECTED),
    /** The user lacks a right. */
    PERMISSION(RedisCauses.PERMISSION),
    /** The server is starting. */
    LOADING(RedisCauses.LOADING),
    /** A script does not end. */
    SCRIPT(RedisCauses.SCRIPT),
    /** A replica without a master, set up not to serve old data. */
    MASTERDOWN(RedisCauses.MASTERDOWN),
    /** The server cannot save and refuses writes. */
    MISCONF(RedisCauses.MISCONF),
    /** The server uses all its memory and refuses writes. */
    OOM(RedisCauses.MEMORY_FULL),
    /** A node of a cluster that does not serve. */
    CLUSTERDOWN(RedisCauses.CLUSTERDOWN),
    /** The key lives on another node of the cluster. */
    MOVED(RedisCauses.MOVED),
    /** A replica refuses a write. */
    READONLY(RedisCauses.READONLY),
    /** Too few replicas follow, and so the server refuses writes. */
    NOREPLICAS(RedisCauses.NOREPLICAS),
    /** A sentinel cannot get the votes it needs. */
    NOQUORUM(RedisCauses.NOQUORUM),
    /** The key holds something else. */
    WRONGTYPE(RedisCauses.WRONGTYPE),
    /** The address names a database that the server does not have. */
    DATABASE(RedisCauses.DATABASE),
    /** A sentinel answers instead of a server with data. */
    SENTINEL(RedisCauses.SENTINEL),
    /** A server with data answers instead of a sentinel. */
    NOT_SENTINEL(RedisCauses.NOT_SENTINEL),
    /** The server does not know the command: renamed, disabled, or a proxy answers. */
    COMMAND(RedisCauses.COMMAND),
    /** Any other error reply. */
    REPLY(RedisCauses.ERROR);

    @SuppressWarnings("ImmutableEnumChecker") // a record of strings and an unmodifiable list
    private final Cause cause;

    @SuppressWarnings("ImmutableEnumChecker") // an optional of an enum constant
    private final Optional<NetworkFault> network;

    FailureKind(NetworkFault fault) {
        this.cause = RedisCauses.network(fault);
        this.network = Optional.of(fault);
    }

    FailureKind(Cause cause) {
        this.cause = cause;
        this.network = Optional.empty();
    }

    /** Returns the kind of a fault of the network; each fault has one. */
    public static FailureKind of(NetworkFault fault) {
        return Arrays.stream(values())
                .filter(kind -> kind.network.filter(fault::equals).isPresent())
                .findFirst()
                .orElseThrow();
    }

    /** Returns the kind of an error reply. */
    public static FailureKind of(Reply.Refusal refusal) {
        return switch (refusal.prefix()) {
            case "NOAUTH", "WRONGPASS" -> AUTH;
            case "NOPERM" -> PERMISSION;
            case "DENIED" -> PROTECTED;
            case "LOADING" -> LOADING;
            case "BUSY" -> SCRIPT;
            case "MASTERDOWN" -> MASTERDOWN;
            case "MISCONF" -> MISCONF;
            case "OOM" -> OOM;
            case "CLUSTERDOWN", "TRYAGAIN" -> CLUSTERDOWN;
            case "MOVED", "ASK" -> MOVED;
            case "READONLY" -> READONLY;
            case "NOREPLICAS" -> NOREPLICAS;
            case "NOQUORUM" -> NOQUORUM;
            case "WRONGTYPE" -> WRONGTYPE;
            case "ERR" -> COMMAND;
            default -> REPLY;
        };
    }

    public Cause cause() {
        return cause;
    }

    /** Returns the fault of the network that this is; empty when the server answered. */
    public Optional<NetworkFault> network() {
        return network;
    }

    /** Whether the fault lies with us, so that Redis may well be healthy. */
    public boolean ours() {
        return network.filter(NetworkFault::ours).isPresent();
    }

    /** Whether the fault is the server's as a whole, whoever asks it. */
    public boolean ofServer() {
        return this == MISCONF || (network.isPresent() && !ours());
    }

    /** Whether the server answered on a connection that stays good, so that the next call can use it. */
    public boolean keepsConnection() {
        return switch (this) {
            case PERMISSION,
                    LOADING,
                    SCRIPT,
                    MASTERDOWN,
                    MISCONF,
                    OOM,
                    CLUSTERDOWN,
                    MOVED,
                    READONLY,
                    NOREPLICAS,
                    NOQUORUM,
                    WRONGTYPE,
                    DATABASE,
                    COMMAND,
                    REPLY -> true;
            case REFUSED,
                    DNS,
                    UNREACHABLE,
                    TIMEOUT,
                    TLS,
                    PROTOCOL,
                    AUTH,
                    LOST,
                    BUSY,
                    CLOSED,
                    MAXCLIENTS,
                    PROTECTED,
                    SENTINEL,
                    NOT_SENTINEL -> false;
        };
    }

    /** Whether it says nothing about the server's health: it may not, or cannot, be asked this. */
    public boolean saysNothing() {
        return ours()
                || switch (this) {
                    case PERMISSION, COMMAND, MOVED, WRONGTYPE -> true;
                    default -> false;
                };
    }
}
