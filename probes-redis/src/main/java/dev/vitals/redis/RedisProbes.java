package dev.vitals.redis;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.Probe;
import dev.vitals.probe.ProbeSet;
import dev.vitals.probe.family.Choices;
import dev.vitals.probe.family.Option;
import dev.vitals.redis.internal.check.ServerProbe;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.link.Pace;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.internal.queue.QueueJudge;
import dev.vitals.redis.limits.ClientLimits;
import dev.vitals.redis.limits.FragmentationLimits;
import dev.vitals.redis.limits.JedisPoolLimits;
import dev.vitals.redis.limits.LatencyLimits;
import dev.vitals.redis.limits.MemoryLimits;
import dev.vitals.redis.limits.PersistenceLimits;
import dev.vitals.redis.limits.PingLimits;
import dev.vitals.redis.limits.RedisQueue;
import dev.vitals.redis.limits.RedisReplicationLimits;
import dev.vitals.redis.limits.SlowLogLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.UnifiedJedis;

/**
 * Every check of one Redis or Valkey server, over one connection of their own.
 *
 * <pre>{@code
 * Vitals.builder("orders")
 *         .add(RedisProbes.of("sessions", jedis)
 *                 .policy("memory", c -> c.impact(Impact.CRITICAL))
 *                 .limits(MemoryLimits.class, m -> m.used(Threshold.ratioAbove(0.70, 0.90))))
 * }</pre>
 *
 * <table>
 * <caption>The checks</caption>
 * <tr><th>check</th><th>asks</th><th>needs</th><th>limits</th></tr>
 * <tr><td>{@code ping}</td><td>does it answer, and how fast</td><td>{@code +ping}</td><td>{@link PingLimits}</td></tr>
 * <tr><td>{@code memory}</td><td>how near is its memory limit, does it refuse writes; drops and hits for information</td>
 * <td>{@code +info}</td><td>{@link MemoryLimits}</td></tr>
 * <tr><td>{@code fragmentation}</td><td>does it hold much memory unused, is part of it swapped out</td>
 * <td>{@code +info}</td><td>{@link FragmentationLimits}</td></tr>
 * <tr><td>{@code clients}</td><td>how near is its limit of clients, does it turn any away</td><td>{@code +info}</td>
 * <td>{@link ClientLimits}</td></tr>
 * <tr><td>{@code persistence}</td><td>did the last save work, does one take too long, are writes refused for it</td>
 * <td>{@code +info}</td><td>{@link PersistenceLimits}</td></tr>
 * <tr><td>{@code replication}</td><td>a replica's link to its master; a master's replicas</td><td>{@code +info}</td>
 * <td>{@link RedisReplicationLimits}</td></tr>
 * <tr><td>{@code cluster}</td><td>on a node of a cluster: does it serve all slots</td>
 * <td>{@code +cluster|info}</td><td></td></tr>
 * <tr><td>{@code slowlog}</td><td>which commands were slow since the previous run</td><td>{@code +slowlog|get}</td>
 * <td>{@link SlowLogLimits}</td></tr>
 * <tr><td>{@code latency}</td><td>which latency spikes were recorded since the previous run. Only
 * {@code with("latency")}, since Redis records none unless {@code latency-monitor-threshold} is set</td>
 * <td>{@code +latency|latest}</td><td>{@link LatencyLimits}</td></tr>
 * <tr><td>{@code pool}</td><td>of a client or pool of Jedis: does it have a connection left</td><td></td>
 * <td>{@link JedisPoolLimits}</td></tr>
 * <tr><td>{@code sentinel}</td><td>with {@link #ofSentinel}, beside {@code ping} and {@code clients} alone: does it know
 * its masters, could it fail them over</td><td>{@code +info}, {@code +sentinel}</td><td></td></tr>
 * </table>
 *
 * <p>{@link #queue} adds a check of a queue of the application.
 *
 * <p>A user without the right to a command gets {@code UNKNOWN} with the right to grant; the other checks keep working.
 * All checks but ping and pool depend on ping. Where {@code PING} was renamed, {@code ECHO} is sent instead.
 *
 * <p>The first run opens the connection; later ones reuse it, and it is closed with the aggregator. One check at a time
 * uses it; a check that waits for another one too long is {@code UNKNOWN} and names it. After a failure the server is
 * left alone for 1 s, then twice as long each time up to 60 s; after refused credentials for 60 s at once. A run
 * meanwhile repeats the failure and says when the next attempt is due. {@code INFO} is asked once for all checks that run
 * within the same second. Nothing is borrowed from the application's client, and no command is sent that writes, lists
 * keys or reads the configuration.
 *
 * <p>A run blocks for less than its check's timeout, except while the host name is being resolved or the application's
 * provider of credentials is asked, which cannot be bounded: the check then reports which of them it is stuck in.
 *
 * <p>This class is immutable and thread-safe; the copies that its methods return share the connection.
 *
 * @since 0.1.0
 */
public final class RedisProbes implements ProbeSet<RedisProbes> {
    private static final Pattern CHECK = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final int SENTINEL_PORT = 26_379;

    private final String name;
    private final Origin origin;
    private final Choices choices;
    private final Map<String, RedisQueue> queues;
    private final List<Check> checks;

    private RedisProbes(Origin origin, Choices choices, Map<String, RedisQueue> queues) {
        this.name = choices.name();
        this.origin = origin;
        this.choices = choices;
        this.queues = queues;
        this.checks = choices.options().stream()
                .map(Option::id)
                .filter(choices::has)
                .map(this::check)
                .toList();
    }

    /**
     * Returns the checks of the server at an address. Contacts nothing yet.
     *
     * @param name what the server is to the application, such as {@code sessions}; the first part of each check's name
     * @param uri {@code redis://user:password@host:port} or {@code rediss://…} with TLS; the port is 6379 unless named;
     *     of a database number {@code ping} checks that the server has it, and the checks of queues use it. Another scheme,
     *     a missing host and an end that is no database number are {@linkplain #faults faults}, which do not repeat it
     * @return the checks
     */
    public static RedisProbes of(String name, URI uri) {
        return at(name, () -> RedisTarget.of(Objects.requireNonNull(uri, "uri")), false);
    }

    /**
     * Returns the checks of the server at an address, with all that Jedis knows about connecting. Contacts nothing yet.
     *
     * @param name what the server is to the application; the first part of each check's name
     * @param address the server
     * @param config credentials, TLS, and the database, which {@code ping} checks for and queues are read in; its timeouts, client name and protocol are not used
     * @return the checks
     * @throws IllegalArgumentException if the port is not from 1 to 65535 or the database negative
     */
    public static RedisProbes of(String name, HostAndPort address, JedisClientConfig config) {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(config, "config");
        return of(name, RedisTarget.of(address, config), Pace.real());
    }

    /**
     * Returns the checks of the server a client of one server connects to: a {@code JedisPooled} (Jedis 6 and 7) or a
     * {@code RedisClient} (Jedis 7 and 8), with the check {@code pool} of its connections. Its address, credentials and TLS
     * are read; nothing is borrowed from it. Contacts nothing yet. For a pool without a client see {@link JedisPools}.
     *
     * @param name what the server is to the application; the first part of each check's name
     * @param client the application's client; closed by the application
     * @return the checks
     * @throws IllegalArgumentException if the client is one of several servers, such as a cluster's, or finds its
     *     server in a way of its own, so that they cannot be read
     */
    public static RedisProbes of(String name, UnifiedJedis client) {
        return JedisPools.of(name, Objects.requireNonNull(client, "client"));
    }

    /**
     * Returns the checks of a sentinel: whether it answers, knows its masters and could fail them over. Contacts nothing
     * yet.
     *
     * @param name what the sentinel is to the application; the first part of each check's name
     * @param uri {@code redis://user:password@host:port} or {@code rediss://…} with TLS; the port is 26379 unless named.
     *     Another scheme and a missing host are {@linkplain #faults faults}, which do not repeat it
     * @return the checks
     */
    public static RedisProbes ofSentinel(String name, URI uri) {
        return at(name, () -> RedisTarget.of(Objects.requireNonNull(uri, "uri"), SENTINEL_PORT), true);
    }

    /** In place of an address that is none stands one that nobody has, by RFC 2606; it is never asked. */
    private static RedisProbes at(String name, Supplier<RedisTarget> address, boolean sentinel) {
        try {
            return of(name, address.get(), sentinel, Optional.empty(), Pace.real());
        } catch (IllegalArgumentException e) {
            RedisTarget nobody = RedisTarget.of(URI.create("redis://address.invalid"));
            RedisProbes probes = of(name, nobody, sentinel, Optional.empty(), Pace.real());
            return probes.choosing(probes.choices.refusing("the address of '" + name + "': " + e.getMessage()));
        }
    }

    /**
     * Returns the checks of a sentinel, with all that Jedis knows about connecting. Contacts nothing yet.
     *
     * @param name what the sentinel is to the application; the first part of each check's name
     * @param address the sentinel
     * @param config credentials and TLS of the sentinel itself, not of the servers it watches
     * @return the checks
     * @throws IllegalArgumentException if the port is not from 1 to 65535
     */
    public static RedisProbes ofSentinel(String name, HostAndPort address, JedisClientConfig config) {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(config, "config");
        return sentinel(name, RedisTarget.of(address, config), Pace.real());
    }

    static RedisProbes of(String name, RedisTarget target, Pace pace) {
        return of(name, target, false, Optional.empty(), pace);
    }

    static RedisProbes of(String name, RedisTarget target, PoolCheck pool, Pace pace) {
        return of(name, target, false, Optional.of(pool), pace);
    }

    static RedisProbes sentinel(String name, RedisTarget target, Pace pace) {
        return of(name, target, true, Optional.empty(), pace);
    }

    private static RedisProbes of(
            String name, RedisTarget target, boolean sentinel, Optional<PoolCheck> pool, Pace pace) {
        Objects.requireNonNull(name, "name");
        String clientName = "vitals-" + name.replaceAll("[^A-Za-z0-9._-]", "-");
        RedisLink link = new RedisLink(target, clientName, sentinel, pace);
        Origin origin = new Origin(link, sentinel, pool);
        List<Option> options = Arrays.stream(RedisCheck.values())
                .filter(check -> check.isOf(origin))
                .map(RedisCheck::option)
                .toList();
        return new RedisProbes(origin, Choices.of(name, options), Map.of());
    }

    /**
     * Returns these checks with one more: how much waits in a queue of the application, and for how long.
     *
     * <pre>{@code
     * RedisProbes.of("cache", uri)
     *         .queue("jobs", RedisQueue.list("jobs").depth(Threshold.countAbove(1_000, 10_000)))
     *         .policy("jobs", c -> c.impact(Impact.MINOR))
     * }</pre>
     *
     * <p>It is read in the database of the address or configuration. The user needs the right to read the key; a user
     * without gets {@code UNKNOWN} with the rights to grant. Of an entry no more is read than the oldest one, and only for
     * its age; it is neither shown nor kept. Of a cluster the key's node has to be the one that is asked.
     *
     * <p>A name that is not as described or taken is one of the {@linkplain #faults faults}, as is a queue of a sentinel,
     * which holds no data.
     *
     * @param check what to call the check, after the server's name: lower-case letters, digits and {@code -}
     * @param queue the queue with its limits
     * @return a copy
     */
    public RedisProbes queue(String check, RedisQueue queue) {
        Objects.requireNonNull(queue, "queue");
        if (!CHECK.matcher(Objects.requireNonNull(check, "check")).matches()) {
            return refusing("a queue's name must be of lower-case letters, digits and '-' but was '" + check + "'");
        }
        if (RedisCheck.of(check).isPresent() || queues.containsKey(check)) {
            return refusing("'" + name + "' has a check '" + check + "' already");
        }
        if (origin.sentinel()) {
            return refusing("queue '" + name + "." + check + "': '" + name + "' is a sentinel, which holds no data");
        }
        Map<String, RedisQueue> more = new HashMap<>(queues);
        more.put(check, queue);
        return new RedisProbes(origin, choices.offering(List.of(Option.of(check))), Map.copyOf(more));
    }

    @Override
    public RedisProbes with(String... names) {
        return choosing(choices.with(names));
    }

    @Override
    public RedisProbes without(String... names) {
        return choosing(choices.without(names));
    }

    @Override
    public RedisProbes policy(String check, UnaryOperator<CheckPolicy> change) {
        return choosing(choices.policy(check, change));
    }

    @Override
    public <T extends CheckLimits> RedisProbes limits(Class<T> type, UnaryOperator<T> change) {
        return choosing(choices.limits(type, change));
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>(choices.faults());
        choices.options().stream()
                .map(Option::id)
                .filter(choices::has)
                .forEach(check -> Optional.ofNullable(queues.get(check))
                        .flatMap(RedisQueue::fault)
                        .ifPresent(fault -> faults.add("queue '" + name + "." + check + "': " + fault)));
        return faults;
    }

    /** Closes the connection, also under a run in flight. Does not block. */
    @Override
    public void close() {
        origin.link().close();
    }

    /** Returns the name and the address, without credentials. */
    @Override
    public String toString() {
        return "RedisProbes[" + name + " at " + origin.link().target() + "]";
    }

    private RedisProbes refusing(String fault) {
        return choosing(choices.refusing(fault));
    }

    private RedisProbes choosing(Choices others) {
        return new RedisProbes(origin, others, queues);
    }

    private Check check(String id) {
        Optional<RedisCheck> known = RedisCheck.of(id);
        Probe probe = known.map(check -> check.probe(origin, choices))
                .orElseGet(() -> new ServerProbe(origin.link(), origin.info(), new QueueJudge(queue(id))));
        boolean onPing = known.map(RedisCheck::dependsOnPing).orElse(true);
        return choices.check(
                id,
                probe,
                policy -> known.map(check -> policy.impact(check.impact()))
                        .orElse(policy)
                        .resource(name),
                onPing ? List.of(RedisCheck.PING.id()) : List.of());
    }

    private RedisQueue queue(String check) {
        return Objects.requireNonNull(queues.get(check), check);
    }
}
