package dev.vitals.testkit;

import dev.vitals.testkit.options.ServerOptions;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a running server: by {@link #server()}, or as a parameter of a constructor or a method.
 *
 * <pre>{@code
 * class OrdersTest {
 *     @RegisterExtension
 *     static final ServerExtension<PostgresServer> POSTGRES = ServerExtension.postgres();
 *
 *     @Test
 *     void finds_an_order(PostgresServer server) { … }
 * }
 * }</pre>
 *
 * <p>Classes that ask for the same server with equal options share one process, which ends with the test run; {@link
 * #perClass()} makes an exception. A server that a test left frozen, stopped or killed runs again before the next test.
 * Test classes that run in parallel and do such things need servers of their own.
 *
 * <p>The field must be static. This class is thread-safe.
 *
 * @param <S> the kind of server
 * @since 0.1.0
 */
public final class ServerExtension<S extends TestServer>
        implements BeforeAllCallback, AfterEachCallback, ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(ServerExtension.class);

    private final Class<S> type;
    private final Function<ServerOptions, S> starter;
    private final ServerOptions options;
    private final boolean shared;
    private volatile @Nullable S server;

    private ServerExtension(Class<S> type, Function<ServerOptions, S> starter, ServerOptions options, boolean shared) {
        this.type = type;
        this.starter = starter;
        this.options = options;
        this.shared = shared;
    }

    /**
     * The newest PostgreSQL, shared.
     *
     * @return an extension to register, never null
     */
    public static ServerExtension<PostgresServer> postgres() {
        return postgres(ServerOptions.defaults());
    }

    /**
     * A PostgreSQL of your choice, shared with the classes that choose equally.
     *
     * @param options how it is started
     * @return an extension to register, never null
     */
    public static ServerExtension<PostgresServer> postgres(ServerOptions options) {
        return new ServerExtension<>(PostgresServer.class, PostgresServer::start, options, true);
    }

    /**
     * A Redis without a password, shared.
     *
     * @return an extension to register, never null
     */
    public static ServerExtension<RedisServer> redis() {
        return redis(ServerOptions.defaults());
    }

    /**
     * A Redis of your choice, shared with the classes that choose equally.
     *
     * @param options how it is started
     * @return an extension to register, never null
     */
    public static ServerExtension<RedisServer> redis(ServerOptions options) {
        return new ServerExtension<>(RedisServer.class, RedisServer::start, options, true);
    }

    /**
     * The MariaDB on the class path, shared.
     *
     * @return an extension to register, never null
     */
    public static ServerExtension<MariaDbServer> mariaDb() {
        return mariaDb(ServerOptions.defaults());
    }

    /**
     * A MariaDB of your choice, shared with the classes that choose equally.
     *
     * @param options how it is started
     * @return an extension to register, never null
     */
    public static ServerExtension<MariaDbServer> mariaDb(ServerOptions options) {
        return new ServerExtension<>(MariaDbServer.class, MariaDbServer::start, options, true);
    }

    /**
     * The MySQL on the class path, shared.
     *
     * @return an extension to register, never null
     */
    public static ServerExtension<MySqlServer> mySql() {
        return mySql(ServerOptions.defaults());
    }

    /**
     * A MySQL of your choice, shared with the classes that choose equally.
     *
     * @param options how it is started
     * @return an extension to register, never null
     */
    public static ServerExtension<MySqlServer> mySql(ServerOptions options) {
        return new ServerExtension<>(MySqlServer.class, MySqlServer::start, options, true);
    }

    /**
     * The same server, but one of its own for the class that registers the extension, ended after its last test.
     *
     * @return another extension to register, never null
     */
    public ServerExtension<S> perClass() {
        return new ServerExtension<>(type, starter, options, false);
    }

    /**
     * The server, from before the class's own {@code @BeforeAll} methods on.
     *
     * @return a running server, unless the test itself froze or ended it; never null
     * @throws IllegalStateException if no test class runs, or the extension is not registered with a static field
     */
    public S server() {
        S current = server;
        if (current == null) {
            throw new IllegalStateException("no " + type.getSimpleName()
                    + " yet: put @RegisterExtension on the static field that holds this extension");
        }
        return current;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        ExtensionContext home = shared ? context.getRoot() : context;
        // The store closes what is AutoCloseable when its context ends.
        server = home.getStore(NAMESPACE)
                .computeIfAbsent(new Key(type, options, shared ? null : this), key -> starter.apply(options), type);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        server().recover();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public S resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return server();
    }

    /** Servers that may stand for each other. */
    private record Key(
            Class<?> type, ServerOptions options, @Nullable Object owner) {}
}
