package dev.vitals.redis;

import dev.vitals.probe.Check;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.CheckPolicy;
import dev.vitals.probe.ProbeSet;
import dev.vitals.redis.internal.client.JedisClients;
import dev.vitals.redis.internal.client.RedisTarget;
import dev.vitals.redis.internal.info.InfoReader;
import dev.vitals.redis.internal.link.Pace;
import dev.vitals.redis.internal.link.RedisLink;
import dev.vitals.redis.limits.MemoryLimits;
import dev.vitals.redis.limits.PingLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
 *                 .policy("memory", c -> c.impact(Impact.CRITICAL))
 *                 .limits(MemoryLimits.class, m -> m.used(Threshold.ratioAbove(0.70, 0.90))))
 * }</pre>
 *
 * <table>
 * <caption>The checks</caption>
 * <tr><th>check</th><th>asks</th><th>needs</th><th>limits</th></tr>
 * <tr><td>{@code ping}</td><td>does it answer, and how fast</td><td>{@code +ping}</td><td>{@link PingLimits}</td></tr>
 * <tr><td>{@code memory}</td><td>how near is its memory limit, does it refuse writes</td><td>{@code +info}</td>
 * <td>{@link MemoryLimits}</td></tr>
 * </table>
 *
 * <p>A user without the right to a command gets {@code UNKNOWN} with the right to grant; the other checks keep working.
 * All checks but ping depend on ping.
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
    private final String name;
    private final RedisLink link;
    private final InfoReader info;
    private final Choices choices;
    private final List<Check> checks;

    private RedisProbes(String name, RedisLink link, InfoReader info, Choices choices) {
        this.name = name;
        this.link = link;
        this.info = info;
        this.choices = choices;
        this.checks = Arrays.stream(RedisCheck.values())
                .filter(this::present)
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
     */
    public static RedisProbes of(String name, URI uri) {
        return of(name, RedisTarget.of(Objects.requireNonNull(uri, "uri")), Pace.real());
    }

    /**
     * Returns the checks of the server at an address, with all that Jedis knows about connecting. Contacts nothing yet.
     *
     * @param name what the server is to the application; the first part of each check's name
     * @param address the server
     * @param config credentials and TLS; its timeouts, database, client name and protocol are not used
     * @return the checks
     * @throws IllegalArgumentException if the port is not from 1 to 65535
     */
    public static RedisProbes of(String name, HostAndPort address, JedisClientConfig config) {
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(config, "config");
        return of(name, RedisTarget.of(address, config), Pace.real());
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
     */
    public static RedisProbes of(String name, UnifiedJedis client) {
        return of(name, JedisClients.target(Objects.requireNonNull(client, "client")), Pace.real());
    }

    /**
     * Returns the checks of the server a pool connects to, such as a {@code JedisPool}. Its address, credentials and
     * TLS are read; nothing is borrowed from it and it is not kept. Contacts nothing yet.
     *
     * @param name what the server is to the application; the first part of each check's name
     * @param pool the application's pool
     * @return the checks
     * @throws IllegalArgumentException if the pool finds its server in a way of its own, so that they cannot be read
     */
    public static RedisProbes of(String name, Pool<?> pool) {
        return of(name, JedisClients.target(Objects.requireNonNull(pool, "pool")), Pace.real());
    }

    static RedisProbes of(String name, RedisTarget target, Pace pace) {
        Objects.requireNonNull(name, "name");
        String clientName = "vitals-" + name.replaceAll("[^A-Za-z0-9._-]", "-");
        RedisLink link = new RedisLink(target, clientName, pace);
        return new RedisProbes(name, link, new InfoReader(link), Choices.NONE);
    }

    @Override
    public RedisProbes with(String... names) {
        return choosing(choices.with(known(names)));
    }

    @Override
    public RedisProbes without(String... names) {
        return choosing(choices.without(known(names)));
    }

    @Override
    public RedisProbes policy(String check, UnaryOperator<CheckPolicy> change) {
        Objects.requireNonNull(change, "change");
        return choosing(choices.policy(known(check).get(0), change));
    }

    @Override
    public <T extends CheckLimits> RedisProbes limits(Class<T> type, UnaryOperator<T> change) {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(change, "change");
        if (Arrays.stream(RedisCheck.values()).noneMatch(check -> check.limits() == type)) {
            throw new IllegalArgumentException("'" + name + "' has no check with " + type.getSimpleName()
                    + "; there are "
                    + Arrays.stream(RedisCheck.values())
                            .map(check -> check.limits().getSimpleName())
                            .sorted()
                            .toList());
        }
        return choosing(choices.limits(type, change));
    }

    @Override
    public List<Check> checks() {
        return checks;
    }

    @Override
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (RedisCheck check : RedisCheck.values()) {
            if (!present(check) && choices.changedLimits().containsKey(check.limits())) {
                faults.add(idle(check.limits().getSimpleName() + " are set", check));
            }
            if (!present(check) && choices.policies().containsKey(check.id())) {
                faults.add(idle("a policy is set", check));
            }
        }
        return faults;
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

    private RedisProbes choosing(Choices others) {
        return new RedisProbes(name, link, info, others);
    }

    private boolean present(RedisCheck check) {
        return !choices.removed().contains(check.id());
    }

    private Check check(RedisCheck check) {
        return Check.of(name + "." + check.id(), check.probe(link, info, choices))
                .with(policy -> policy.resource("redis " + link.target()))
                .with(choices.change(check.id()))
                // Last: what the user adds does not take this away.
                .with(policy -> dependent(policy, check != RedisCheck.PING && present(RedisCheck.PING)));
    }

    private CheckPolicy dependent(CheckPolicy policy, boolean onPing) {
        return onPing ? policy.alsoDependsOn(name + "." + RedisCheck.PING.id()) : policy;
    }

    private List<String> known(String... names) {
        for (String check : Objects.requireNonNull(names, "checks")) {
            if (!RedisCheck.ids().contains(Objects.requireNonNull(check, "check"))) {
                throw new IllegalArgumentException(
                        "'" + name + "' has no check '" + check + "'; there are " + RedisCheck.ids());
            }
        }
        return List.of(names);
    }

    private String idle(String what, RedisCheck check) {
        return what + " for check '" + name + "." + check.id() + "', which is not there: add with(\"" + check.id()
                + "\") or remove this setting";
    }
}
