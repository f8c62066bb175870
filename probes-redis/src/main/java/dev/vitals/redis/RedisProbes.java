package dev.vitals.redis;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.CheckSet;
import dev.vitals.redis.internal.client.JedisClients;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.link.RedisLink;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.util.Pool;

/**
 * Every check of one Redis or Valkey server, over one connection of their own.
 *
 * <pre>{@code
 * Vitals.builder("orders")
 *         .add(RedisProbes.of("sessions", jedis)
 *                 .with("memory", check -> check.impact(Impact.CRITICAL))
 *                 .limits(limits -> limits.memory(70, 90)))
 * }</pre>
 *
 * <table>
 * <caption>The checks</caption>
 * <tr><th>check</th><th>asks</th><th>needs</th></tr>
 * <tr><td>{@code ping}</td><td>does it answer, and how fast</td><td>{@code +ping}</td></tr>
 * <tr><td>{@code memory}</td><td>how near is its memory limit, does it refuse writes</td><td>{@code +info}</td></tr>
 * </table>
 *
 * <p>A user without the right to a command gets {@code UNKNOWN} with the right to grant; the other checks work on.
 *
 * <p>The connection is opened by the first run, reused and closed with the aggregator. Never more than one command is
 * under way on it. After a failure it is tried again 1 s later, then twice as long each time up to 60 s; credentials
 * that were refused wait the 60 s at once. A run meanwhile repeats the failure and says when the next attempt is due.
 * {@code INFO} is asked once for all checks that run within the same second. Nothing is borrowed from the application's
 * client, and no command is sent that writes, lists keys or reads the configuration.
 *
 * <p>A run blocks for less than its check's timeout, except while the host name is being resolved, which cannot be
 * bounded.
 *
 * <p>This class is immutable and thread-safe; the copies that its methods return share the connection.
 *
 * @since 0.1.0
 */
public final class RedisProbes implements CheckSet {
    private final String name;
    private final RedisLink link;
    private final InfoReader info;
    private final RedisLimits limits;
    private final Map<RedisCheck, UnaryOperator<CheckPolicy>> changes;
    private final Set<RedisCheck> without;
    private final List<Check> checks;

    private RedisProbes(
            String name,
            RedisLink link,
            InfoReader info,
            RedisLimits limits,
            Map<RedisCheck, UnaryOperator<CheckPolicy>> changes,
            Set<RedisCheck> without) {
        this.name = name;
        this.link = link;
        this.info = info;
        this.limits = limits;
        this.changes = Map.copyOf(changes);
        this.without = Set.copyOf(without);
        this.checks = Arrays.stream(RedisCheck.values())
                .filter(check -> !without.contains(check))
                .map(this::check)
                .toList();
    }

    /**
     * Returns the checks of the server at an address. Contacts nothing yet.
     *
     * @param name what the server is to the application, such as {@code sessions}; the first part of each check's name
     * @param uri {@code redis://user:password@host:port} or {@code rediss://…} with TLS; the port is 6379 unless named;
     *     a database number is allowed and not used
     * @return the checks
     * @throws IllegalArgumentException if {@code uri} has another scheme or lacks a host. The message does not
     *     repeat it
     * @since 0.1.0
     */
    public static RedisProbes of(String name, URI uri) {
        return of(name, RedisTarget.of(uri), System::nanoTime);
    }

    /**
     * Returns the checks of the server at an address, with all that Jedis knows about connecting. Contacts nothing yet.
     *
     * @param name what the server is to the application; the first part of each check's name
     * @param address the server
     * @param config credentials and TLS; its timeouts, database, client name and protocol are not used
     * @return the checks
     * @throws IllegalArgumentException if the port is not from 1 to 65535
     * @since 0.1.0
     */
    public static RedisProbes of(String name, HostAndPort address, JedisClientConfig config) {
        return of(name, RedisTarget.of(address, config), System::nanoTime);
    }

    /**
     * Returns the checks of the server a client of one server connects to: a {@code JedisPooled} (Jedis 7) or a
     * {@code RedisClient} (Jedis 7 and 8). Its address, credentials and TLS are read; it is neither used nor kept.
     * Contacts nothing yet.
     *
     * @param name what the server is to the application; the first part of each check's name
     * @param client the application's client
     * @return the checks
     * @throws IllegalArgumentException if the client is one of several servers, such as a cluster's, or finds its
     *     server in a way of its own, so that they cannot be read
     * @since 0.1.0
     */
    public static RedisProbes of(String name, UnifiedJedis client) {
        return of(name, JedisClients.target(client), System::nanoTime);
    }

    /**
     * Returns the checks of the server a pool connects to, such as a {@code JedisPool}. Its address, credentials and
     * TLS are read; nothing is borrowed from it and it is not kept. Contacts nothing yet.
     *
     * @param name what the server is to the application; the first part of each check's name
     * @param pool the application's pool
     * @return the checks
     * @throws IllegalArgumentException if the pool finds its server in a way of its own, so that they cannot be read
     * @since 0.1.0
     */
    public static RedisProbes of(String name, Pool<?> pool) {
        return of(name, JedisClients.target(pool), System::nanoTime);
    }

    static RedisProbes of(String name, RedisTarget target, LongSupplier nanoTime) {
        String clientName = "vitals-" + name.replaceAll("[^A-Za-z0-9._-]", "-");
        RedisLink link = new RedisLink(target, clientName, nanoTime);
        return new RedisProbes(name, link, new InfoReader(link), RedisLimits.DEFAULT, Map.of(), Set.of());
    }

    /**
     * Returns these checks with the policy of one changed.
     *
     * @param check the last part of its name, such as {@code memory}
     * @param change takes the policy, as far as it has been changed before, and returns the changed one
     * @return a copy
     * @throws IllegalArgumentException if there is no such check; the message lists those there are
     * @since 0.1.0
     */
    public RedisProbes with(String check, UnaryOperator<CheckPolicy> change) {
        Map<RedisCheck, UnaryOperator<CheckPolicy>> more = new HashMap<>(changes);
        more.merge(RedisCheck.named(check), change, (before, next) -> policy -> next.apply(before.apply(policy)));
        return new RedisProbes(name, link, info, limits, more, without);
    }

    /**
     * Returns these checks without some.
     *
     * @param names the last parts of their names, such as {@code memory}
     * @return a copy
     * @throws IllegalArgumentException if there is no such check; the message lists those there are
     * @since 0.1.0
     */
    public RedisProbes without(String... names) {
        Set<RedisCheck> more = new HashSet<>(without);
        Arrays.stream(names).map(RedisCheck::named).forEach(more::add);
        return new RedisProbes(name, link, info, limits, changes, more);
    }

    /**
     * Returns these checks with other limits.
     *
     * @param change takes the limits and returns the changed ones; starts from {@link RedisLimits#DEFAULT}
     * @return a copy
     * @since 0.1.0
     */
    public RedisProbes limits(UnaryOperator<RedisLimits> change) {
        return new RedisProbes(name, link, info, change.apply(limits), changes, without);
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    /** Closes the connection, also under a run in flight. Does not block. */
    @Override
    public void close() {
        link.close();
    }

    /** Returns the name and the address, without credentials. */
    @Override
    public String toString() {
        return "RedisProbes[" + name + " at " + link.target() + "]";
    }

    private Check check(RedisCheck check) {
        return Check.of(name + "." + check.id(), check.probe(link, info, limits))
                .with(policy -> related(check, policy))
                .with(changes.getOrDefault(check, UnaryOperator.identity()));
    }

    private CheckPolicy related(RedisCheck check, CheckPolicy policy) {
        CheckPolicy same = policy.resource("redis " + link.target());
        boolean leads = check == RedisCheck.PING || without.contains(RedisCheck.PING);
        return leads ? same : same.dependsOn(name + "." + RedisCheck.PING.id());
    }
}
