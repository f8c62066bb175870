package dev.vitals.testkit;

import dev.vitals.testkit.internal.artifact.Installation;
import dev.vitals.testkit.internal.container.RedisFamily;
import dev.vitals.testkit.internal.engine.Engine;
import dev.vitals.testkit.internal.engine.ProcessEngine;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.recipe.RedisRecipe;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real Redis server for tests, version 6.2, from the Maven artifact {@code com.github.codemonstur:embedded-redis}
 * that comes with this module. A start takes less than a second.
 *
 * <pre>{@code
 * ServerOptions options = ServerOptions.defaults()
 *         .withSetting("maxmemory", "10mb")
 *         .withUser("monitor", "secret", "+ping", "+info");
 * try (RedisServer server = RedisServer.start(options);
 *         var jedis = new JedisPooled(server.uri())) {
 *     jedis.ping();
 * }
 * }</pre>
 *
 * <p>{@link #stop()} lets the server save its data, {@link #kill()} does not.
 *
 * <p>This class is thread-safe: calls are serialised.
 *
 * @since 0.1.0
 */
public final class RedisServer extends TestServer {

    private static final String PASSWORD_SETTING = "requirepass";

    private final ServerOptions options;

    private RedisServer(Engine engine, ServerOptions options) {
        super(engine);
        this.options = options;
    }

    /**
     * Starts a server without a password on a free port.
     *
     * @return a running server, never null
     * @throws ServerException if it cannot be found or does not come up within 5 minutes
     */
    public static RedisServer start() {
        return start(ServerOptions.defaults());
    }

    /**
     * Starts a server. The setting {@code requirepass} gives the default user a password.
     *
     * @param options how; a version is one of {@code embedded-redis}, not of Redis
     * @return a running server, never null
     * @throws ServerException if the version is not available, the port is taken, a setting or a rule is refused, or
     *     the server does not come up in time
     */
    public static RedisServer start(ServerOptions options) {
        Deadline deadline = Deadline.in(options.startTimeout());
        List<String> secrets = Secrets.of(options);
        Engine engine = options.image()
                .map(image -> inDocker(image, () -> RedisFamily.image(image, options), options, secrets))
                .orElseGet(() -> embedded(options, secrets, deadline));
        return new RedisServer(engine, options);
    }

    /**
     * Where to connect as the default user, with the password if {@code requirepass} set one.
     *
     * @return for example {@code redis://127.0.0.1:6379}, never null
     */
    public URI uri() {
        return uri(password().map(password -> ":" + password).orElse(null));
    }

    /**
     * Where to connect as someone else.
     *
     * @param name the user, who need not exist
     * @param userPassword the password, right or wrong
     * @return for example {@code redis://monitor:secret@127.0.0.1:6379}, never null
     */
    public URI uri(String name, String userPassword) {
        return uri(name + ":" + userPassword);
    }

    /**
     * The default user's password.
     *
     * @return what {@code requirepass} was set to at the start, or empty
     */
    public Optional<String> password() {
        return Optional.ofNullable(options.settings().get(PASSWORD_SETTING));
    }

    private URI uri(@Nullable String userInfo) {
        try {
            return new URI("redis", userInfo, host(), port(), null, null, null);
        } catch (URISyntaxException e) {
            // Nothing of it comes from outside except the user info, which the constructor encodes.
            throw new IllegalStateException("cannot name " + this, e);
        }
    }

    private static Engine embedded(ServerOptions options, List<String> secrets, Deadline deadline) {
        options.progress().accept("Redis: unpacking");
        Installation installation = Installation.of(RedisRecipe.artifact().find(options), RedisRecipe.unpacker());
        return ProcessEngine.start(new RedisRecipe(installation, options), options, secrets, deadline);
    }
}
