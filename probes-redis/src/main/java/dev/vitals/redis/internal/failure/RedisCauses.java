package dev.vitals.redis.internal.failure;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.remote.NetworkFault;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Why a Redis cannot be asked, or is in trouble; the faults of the network are those of every family. */
public final class RedisCauses {
    /** {@code PING} takes long. */
    public static final Cause SLOW = Cause.of(
            "redis.slow",
            Kind.SLOW,
            "slow answers",
            "PING takes longer than the limit, and so does every other command, since Redis runs one at a time. A slow"
                    + " command or script, a fork to save, swapping, or the network is the usual reason.",
            "find slow commands and scripts with SLOWLOG GET",
            "compare the latency seen from another host to find out whether server or network is slow",
            "check the host of Redis for swapping and for a process that takes the CPU");

    /** No room is left and nothing may be dropped. */
    public static final Cause MEMORY_FULL = Cause.of(
            "redis.memory.full",
            Kind.EXHAUSTED,
            "no memory left for writes",
            "Redis uses all of its maxmemory and has nothing that its eviction policy lets it drop, so commands that need"
                    + " memory fail. Reads still work.",
            "find out which keys are big and which have no expiry",
            "delete what is not needed, or raise maxmemory if the host has the room",
            "if the data is only a cache, choose an allkeys eviction policy");

    /** Little room is left. */
    public static final Cause MEMORY_HIGH = Cause.of(
            "redis.memory.high",
            Kind.EXHAUSTED,
            "memory limit is near",
            "Redis uses most of its maxmemory. When it reaches the limit, it refuses writes or drops keys, as its eviction"
                    + " policy says.",
            "find out which keys are big and which have no expiry",
            "raise maxmemory if the host has the room");

    /** {@code INFO} lacks a field or has one that cannot be true. */
    public static final Cause INFO_UNUSABLE = Cause.of(
            "redis.info.unusable",
            Kind.UNKNOWN,
            "INFO lacks what this check needs",
            "INFO lacks a field that this check needs, or has a number in it that cannot be true. A proxy or a managed"
                    + " service may answer in place of Redis.",
            "compare with what redis-cli INFO prints",
            "leave the check out for this server");

    /** As many clients as there may be. */
    public static final Cause MAXCLIENTS = Cause.of(
            "redis.maxclients",
            Kind.DENIED,
            "client limit reached",
            "Redis has as many clients as maxclients allows, ours among them, and turns each new connection away.",
            "end idle clients, or lower the sizes of the pools that connect here",
            "raise maxclients once it is clear that the clients are needed");

    static final Cause PROTECTED = Cause.of(
            "redis.protected",
            Kind.DENIED,
            "protected mode",
            "Redis has neither a password nor an address to bind to, and so talks to its own host only.",
            "set a password for Redis",
            "or set 'bind' and 'protected-mode no' if the network keeps strangers out");
    static final Cause PERMISSION = Cause.of(
            "redis.permission",
            Kind.UNKNOWN,
            "permission denied",
            "The user lacks the right to the command that this check needs, so nothing is known; Redis may well be healthy.",
            "grant the right named in the remedy");
    static final Cause LOADING = Cause.of(
            "redis.loading",
            Kind.UNAVAILABLE,
            "loading its data set",
            "Redis was started and reads its data from disk, or copies it from its master. It takes no commands until it"
                    + " has all of it.",
            "wait, and watch the progress in INFO persistence");
    static final Cause SCRIPT = Cause.of(
            "redis.script",
            Kind.UNAVAILABLE,
            "stuck in a script",
            "A Lua script or function has run for longer than its time limit, and Redis takes no other command until it"
                    + " ends.",
            "end the script with SCRIPT KILL or FUNCTION KILL, which works unless it has written",
            "find out which client runs it");
    /** A replica that does not serve without its master. */
    public static final Cause MASTERDOWN = Cause.of(
            "redis.masterdown",
            Kind.UNAVAILABLE,
            "replica has lost its master",
            "This Redis is a replica without a link to its master, and is set up not to serve old data.",
            "see which master it has lost, and bring that back or promote a replica");
    /** Writes are refused since it cannot save. */
    public static final Cause MISCONF = Cause.of(
            "redis.misconf",
            Kind.FAILING,
            "cannot save and refuses writes",
            "The last attempt to save to disk failed, and Redis is set up to refuse writes from then on. A full disk or"
                    + " a missing right to its directory is the usual reason.",
            "find out why it cannot save: disk full, directory missing, no right to write",
            "save again once that is mended; writes work from then on");
    /** A cluster that does not serve. */
    public static final Cause CLUSTERDOWN = Cause.of(
            "redis.cluster.down",
            Kind.UNAVAILABLE,
            "cluster does not serve",
            "This node of a Redis cluster refuses commands: some slots have no master, or it cannot see most of the"
                    + " masters.",
            "see which slots and nodes are missing with CLUSTER NODES",
            "start the nodes that are missing, or let their replicas take over");

    static final Cause MOVED = Cause.of(
            "redis.moved",
            Kind.UNKNOWN,
            "key lives on another node of the cluster",
            "The set asks one node of a cluster, and this key belongs to a slot of another one, so nothing is known.",
            "check this key at the node that holds its slot");
    static final Cause READONLY = Cause.of(
            "redis.readonly",
            Kind.UNAVAILABLE,
            "replica refuses writes",
            "This Redis is a replica and takes no writes from clients.",
            "connect to the master");

    /** Writes are refused since too few replicas follow. */
    public static final Cause NOREPLICAS = Cause.of(
            "redis.noreplicas",
            Kind.FAILING,
            "too few replicas, writes are refused",
            "Fewer replicas follow closely enough than min-replicas-to-write asks for, so Redis refuses writes.",
            "bring the missing replicas back",
            "lower min-replicas-to-write if fewer replicas are acceptable");

    /** Not enough sentinels agree. */
    public static final Cause NOQUORUM = Cause.of(
            "redis.sentinel.noquorum",
            Kind.FAILING,
            "too few sentinels for a failover",
            "This sentinel does not reach enough others to agree that a master is down or to elect the one that replaces"
                    + " it. Nothing breaks until the master does.",
            "start the sentinels that are missing",
            "check the network between the sentinels");

    static final Cause WRONGTYPE = Cause.of(
            "redis.wrongtype",
            Kind.MISCONFIGURED,
            "key holds something else",
            "The key of this check holds another type of value than the check was told, so it cannot be counted.",
            "see with TYPE what the key holds and correct the check");
    static final Cause DATABASE = Cause.of(
            "redis.database",
            Kind.MISCONFIGURED,
            "no database of this number",
            "The server answers, but does not have the database that the address or configuration names, so every client"
                    + " with these settings fails when it connects. A node of a cluster has number 0 alone.",
            "correct the number in the settings of the application",
            "or raise 'databases' in the configuration of the server and restart it");
    static final Cause SENTINEL = Cause.of(
            "redis.sentinel",
            Kind.MISCONFIGURED,
            "sentinel answers instead of a server with data",
            "The address is that of a sentinel. It answers PING and holds no data, so whatever reads or writes here fails.",
            "use the address of the server that holds the data, which the sentinel names",
            "to check the sentinel itself, use RedisProbes.ofSentinel");
    static final Cause NOT_SENTINEL = Cause.of(
            "redis.not-sentinel",
            Kind.MISCONFIGURED,
            "server with data answers instead of a sentinel",
            "The address was said to be that of a sentinel, and a server with data answers there.",
            "use the port of the sentinel, 26379 unless changed");
    static final Cause COMMAND = Cause.of(
            "redis.command",
            Kind.UNKNOWN,
            "command is not known there",
            "The server answers with an error instead of knowing the command: it was renamed or disabled, or a proxy or a"
                    + " managed service answers in its place. Redis may well be healthy.",
            "see whether rename-command is set in the configuration",
            "leave the check out where the command is not to be had");
    static final Cause ERROR = Cause.of(
            "redis.error",
            Kind.FAILING,
            "error reply",
            "Redis answers with an error that fits no other cause. Its code is in the summary.",
            "run the command by hand to see the whole reply");

    private RedisCauses() {}

    /**
     * Returns every cause.
     *
     * @return the causes of this room and those of the network
     */
    public static List<Cause> all() {
        return Stream.concat(
                        Arrays.stream(FailureKind.values()).map(FailureKind::cause),
                        Stream.of(SLOW, MEMORY_HIGH, INFO_UNUSABLE))
                .distinct()
                .toList();
    }

    static Cause network(NetworkFault fault) {
        return fault.cause("redis", "Redis");
    }
}
