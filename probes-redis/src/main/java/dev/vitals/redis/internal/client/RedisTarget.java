package dev.vitals.redis.internal.client;

import dev.vitals.probe.Command;
import dev.vitals.probe.Subject;
import dev.vitals.redis.internal.resp.Deadline;
import dev.vitals.remote.Remote;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.DefaultRedisCredentialsProvider;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisCredentials;
import redis.clients.jedis.RedisCredentialsProvider;
import redis.clients.jedis.util.JedisURIHelper;

/** The server to check, and how a client reaches it. Prints its address alone. */
public final class RedisTarget {
    /** The user that a server takes a client to be which names none. */
    public static final String DEFAULT_USER = "default";

    private static final String NO_DATABASE =
            "the number of a database must be 0 or more, as in redis://localhost:6379/1, and less than the server has";

    private final HostAndPort address;
    private final Remote remote;
    private final JedisClientConfig config;
    private volatile @Nullable String user;

    private RedisTarget(Remote.Endpoint endpoint, JedisClientConfig config) {
        this.address = new HostAndPort(endpoint.host(), endpoint.port().orElseThrow());
        this.remote = new Remote(List.of(endpoint));
        this.config = config;
        if (provider() instanceof DefaultRedisCredentialsProvider constant) {
            credentials(constant.get());
        }
    }

    public static RedisTarget of(HostAndPort address, JedisClientConfig config) {
        if (address.getPort() < 1 || address.getPort() > 65_535) {
            throw new IllegalArgumentException("the port must be from 1 to 65535 but was " + address.getPort());
        }
        if (config.getDatabase() < 0) {
            throw new IllegalArgumentException(NO_DATABASE);
        }
        Remote remote = Remote.of(address.getHost(), address.getPort());
        return new RedisTarget(remote.endpoints().get(0), config);
    }

    public static RedisTarget of(URI uri) {
        return of(uri, Protocol.DEFAULT_PORT);
    }

    /** Returns the server at an address that may leave its port out. */
    public static RedisTarget of(URI uri, int defaultPort) {
        if (!JedisURIHelper.isRedisScheme(uri) && !JedisURIHelper.isRedisSSLScheme(uri)) {
            throw new IllegalArgumentException("'uri' must start with redis:// or rediss://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "'uri' must name a host, as in redis://localhost (a name with an underscore is no host name)");
        }
        DefaultJedisClientConfig config = DefaultJedisClientConfig.builder()
                .user(JedisURIHelper.getUser(uri))
                .password(JedisURIHelper.getPassword(uri))
                .ssl(JedisURIHelper.isRedisSSLScheme(uri))
                .database(database(uri))
                .build();
        int port = uri.getPort() < 0 ? defaultPort : uri.getPort();
        return of(new HostAndPort(uri.getHost(), port), config);
    }

    private static int database(URI uri) {
        try {
            return JedisURIHelper.getDBIndex(uri);
        } catch (NumberFormatException e) {
            // Its message would repeat what was written.
            throw new IllegalArgumentException(NO_DATABASE);
        }
    }

    /** Returns what a finding about this server is about. */
    public Subject subject() {
        return remote.subjects().get(0);
    }

    public Remote remote() {
        return remote;
    }

    /** Returns how many addresses the host has. Blocks for as long as the resolver likes. */
    public int resolve() throws UnknownHostException {
        return InetAddress.getAllByName(address.getHost()).length;
    }

    /**
     * Opens a socket as the application's client does.
     *
     * @param millis how long at most, over all addresses of the host
     * @param addresses how many those are
     * @param deadline bounds what is read for TLS; set for as long
     */
    public Socket connect(int millis, int addresses, Deadline deadline) throws IOException {
        deadline.in(millis);
        DefaultJedisClientConfig.Builder timed = DefaultJedisClientConfig.builder()
                .from(config)
                .connectionTimeoutMillis(Math.max(1, millis / addresses))
                .socketTimeoutMillis(millis);
        if (isTls()) {
            TimedTls.apply(timed, config, deadline);
        }
        return new DefaultJedisSocketFactory(address, timed.build()).createSocket();
    }

    /** Returns the number of the database that the application uses. */
    public int database() {
        return config.getDatabase();
    }

    /** Returns what to log in with; asks the application's provider each time, since it may rotate. */
    public Optional<RedisCredentials> credentials() {
        Supplier<RedisCredentials> provider = provider();
        return credentials(
                provider == null
                        ? new DefaultRedisCredentials(config.getUser(), config.getPassword())
                        : provided(provider));
    }

    private Optional<RedisCredentials> credentials(@Nullable RedisCredentials found) {
        if (found == null || found.getPassword() == null) {
            return Optional.empty();
        }
        user = Objects.requireNonNullElse(found.getUser(), DEFAULT_USER);
        return Optional.of(found);
    }

    private @Nullable Supplier<RedisCredentials> provider() {
        Supplier<RedisCredentials> manager = config.getAuthXManager();
        return manager == null ? config.getCredentialsProvider() : manager;
    }

    private static @Nullable RedisCredentials provided(Supplier<RedisCredentials> provider) {
        if (!(provider instanceof RedisCredentialsProvider careful)) {
            return provider.get();
        }
        careful.prepare();
        try {
            return careful.get();
        } finally {
            careful.cleanUp();
        }
    }

    /** Returns the user we log in as; empty without a login, and until the application's provider was asked. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** Returns a command line that runs a Redis command there. It asks for the password and never holds it. */
    public Command cli(String command, Object... arguments) {
        Optional<String> login = user();
        return login.isPresent()
                ? line(" --user {} --askpass " + command, Stream.concat(login.stream(), Stream.of(arguments)))
                : adminCli(command, arguments);
    }

    /** Returns a command line for an administrator, whose login is unknown. */
    public Command adminCli(String command, Object... arguments) {
        return line(" " + command, Stream.of(arguments));
    }

    private Command line(String rest, Stream<Object> arguments) {
        Stream<Object> where = Stream.of(address.getHost(), address.getPort());
        String tls = isTls() ? " --tls" : "";
        return Command.shell(
                "redis-cli -h {} -p {}" + tls + rest,
                Stream.concat(where, arguments).toArray());
    }

    public boolean isTls() {
        return config.isSsl() || config.getSslOptions() != null;
    }

    @Override
    public String toString() {
        return remote.toString();
    }
}
