package dev.vitals.redis.internal.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.RedisCredentials;
import redis.clients.jedis.RedisCredentialsProvider;
import redis.clients.jedis.util.JedisURIHelper;

/** The server to look at, and how a client reaches it. Prints its address alone. */
public final class RedisTarget {
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_.:%@-]+");

    private static final String DEFAULT_USER = "default";

    private final HostAndPort address;
    private final JedisClientConfig config;
    private volatile @Nullable String user;

    private RedisTarget(HostAndPort address, JedisClientConfig config) {
        this.address = address;
        this.config = config;
    }

    public static RedisTarget of(HostAndPort address, JedisClientConfig config) {
        if (address.getPort() < 1 || address.getPort() > 65_535) {
            throw new IllegalArgumentException("the port must be from 1 to 65535 but was " + address.getPort());
        }
        String host = address.getHost();
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String bare = bracketed ? host.substring(1, host.length() - 1) : host;
        return new RedisTarget(new HostAndPort(bare, address.getPort()), config);
    }

    public static RedisTarget of(URI uri) {
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
                .build();
        int port = uri.getPort() < 0 ? Protocol.DEFAULT_PORT : uri.getPort();
        return of(new HostAndPort(uri.getHost(), port), config);
    }

    /**
     * Opens a socket as the application's client does.
     *
     * @param millis how long at most over all addresses of the host; finding those is the resolver's own time
     */
    public Socket connect(int millis) throws IOException {
        int addresses = InetAddress.getAllByName(address.getHost()).length;
        JedisClientConfig timed = DefaultJedisClientConfig.builder()
                .from(config)
                .connectionTimeoutMillis(Math.max(1, millis / addresses))
                .socketTimeoutMillis(millis)
                .build();
        return new DefaultJedisSocketFactory(address, timed).createSocket();
    }

    /** Returns what to log in with; asks the application's provider each time, since it may rotate. */
    public Optional<RedisCredentials> credentials() {
        Supplier<RedisCredentials> provider = config.getAuthXManager();
        if (provider == null) {
            provider = config.getCredentialsProvider();
        }
        RedisCredentials found = provider == null
                ? new DefaultRedisCredentials(config.getUser(), config.getPassword())
                : provided(provider);
        if (found == null || found.getPassword() == null) {
            return Optional.empty();
        }
        user = Objects.requireNonNullElse(found.getUser(), DEFAULT_USER);
        return Optional.of(found);
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

    /** Returns the user the server knows us by since the last time {@link #credentials} was asked. */
    public String user() {
        return Objects.requireNonNullElse(user, DEFAULT_USER);
    }

    /** Returns a command line that runs a Redis command there. It asks for the password and never holds it. */
    public String cli(String command) {
        StringBuilder line = new StringBuilder("redis-cli -h " + word(address.getHost()) + " -p " + address.getPort());
        if (isTls()) {
            line.append(" --tls");
        }
        if (user != null) {
            line.append(" --user ").append(word(user())).append(" --askpass");
        }
        return line.append(' ').append(command).toString();
    }

    public boolean isTls() {
        return config.isSsl() || config.getSslOptions() != null;
    }

    private static String word(String text) {
        return PLAIN_WORD.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    @Override
    public String toString() {
        String host = address.getHost();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
