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

    /** {@code INFO} lacks a number or has one that cannot be true. */
    public static final Cause MEMORY_UNKNOWN = Cause.of(
            "redis.memory.unknown",
            Kind.UNKNOWN,
            "INFO does not say how much memory is used",
            "INFO lacks a field that this check needs, or has a number in it that cannot be true. A proxy or a managed"
                    + " service may answer in place of Redis.",
            "compare with what redis-cli INFO memory prints",
            "leave the check out for this server");

    static final Cause MAXCLIENTS = Cause.of(
            "redis.maxclients",
            Kind.DENIED,
            "client limit reached",
            "Redis has as many clients as maxclients allows and turns each new connection away.",
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
    static final Cause MASTERDOWN = Cause.of(
            "redis.masterdown",
            Kind.UNAVAILABLE,
            "replica has lost its master",
            "This Redis is a replica without a link to its master, and is set up not to serve old data.",
            "see which master it has lost, and bring that back or promote a replica");
    static final Cause MISCONF = Cause.of(
            "redis.misconf",
            Kind.FAILING,
            "cannot save and refuses writes",
            "The last attempt to save to disk failed, and Redis is set up to refuse writes from then on. A full disk or"
                    + " a missing right to its directory is the usual reason.",
            "find out why it cannot save: disk full, directory missing, no right to write",
            "save again once that is mended; writes work from then on");
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
                        Stream.of(SLOW, MEMORY_HIGH, MEMORY_FULL, MEMORY_UNKNOWN))
                .toList();
    }

    static Cause network(NetworkFault fault) {
        return fault.cause("redis", "Redis");
    }
}
