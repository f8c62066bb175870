package dev.vitals.testkit;

import dev.vitals.testkit.internal.container.MySqlImage;
import dev.vitals.testkit.internal.engine.Engine;
import dev.vitals.testkit.internal.engine.ProcessEngine;
import dev.vitals.testkit.internal.engine.Recipe;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.recipe.MySqlFamily;
import dev.vitals.testkit.options.ServerOptions;
import java.util.List;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/**
 * What {@link MariaDbServer} and {@link MySqlServer} have in common, for tests of what works with both.
 *
 * <p>This class is thread-safe: calls are serialised.
 *
 * @since 0.1.0
 */
public abstract sealed class MySqlFamilyServer extends TestServer permits MariaDbServer, MySqlServer {

    private final MySqlFamily family;
    private final String password;

    MySqlFamilyServer(MySqlFamily family, Engine engine, String password) {
        super(engine);
        this.family = family;
        this.password = password;
    }

    /**
     * The URL of the database {@code test}, which exists and is empty. User and password are not part of it.
     *
     * @return a JDBC URL for the product's own driver, never null
     */
    public final String jdbcUrl() {
        return jdbcUrl(MySqlFamily.DATABASE);
    }

    /**
     * The URL of a database, which need not exist.
     *
     * @param database its name, to be URL-encoded by the caller where needed
     * @return a JDBC URL for the product's own driver, never null
     */
    public final String jdbcUrl(String database) {
        return "jdbc:" + family.scheme() + "://" + host() + ":" + port() + "/" + database;
    }

    /**
     * The administrator, who may do everything.
     *
     * @return {@code root}
     */
    public final String user() {
        return MySqlFamily.ADMIN;
    }

    /**
     * The administrator's password, another one for each server.
     *
     * @return never null, never empty
     */
    public final String password() {
        return password;
    }

    /**
     * Connects as administrator; each call of {@code getConnection} opens a new connection. The product's
     * own driver must be on the class path.
     *
     * @return a data source without a pool, never null
     */
    public final DataSource dataSource() {
        return new DriverDataSource(jdbcUrl(), user(), password);
    }

    /**
     * Connects as someone else, to no database, as a user without rights may not choose one; each call of {@code
     * getConnection} opens a new connection.
     *
     * @param name the user, who need not exist
     * @param userPassword the password, right or wrong
     * @return a data source without a pool, never null
     */
    public final DataSource dataSource(String name, String userPassword) {
        return new DriverDataSource(jdbcUrl(""), name, userPassword);
    }

    /** Starts a member of the family, from the recipe unless the options name an image. */
    static <S> S start(
            MySqlFamily family,
            ServerOptions options,
            BiFunction<ServerOptions, String, Recipe> recipe,
            BiFunction<Engine, String, S> server) {
        Deadline deadline = Deadline.in(options.startTimeout());
        String password = Secrets.random();
        List<String> secrets = Secrets.of(options, password);
        Engine engine = options.image()
                .map(image -> inDocker(image, () -> new MySqlImage(family, image, options, password), options, secrets))
                .orElseGet(() -> {
                    options.progress().accept(family.product() + ": unpacking");
                    return ProcessEngine.start(recipe.apply(options, password), options, secrets, deadline);
                });
        return server.apply(engine, password);
    }
}
