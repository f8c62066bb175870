package dev.vitals.testkit.internal.recipe;

import dev.vitals.testkit.internal.artifact.Installation;
import dev.vitals.testkit.internal.engine.Recipe;
import dev.vitals.testkit.internal.process.ServerHome;
import dev.vitals.testkit.internal.process.Signal;
import dev.vitals.testkit.internal.process.Unprivileged;
import dev.vitals.testkit.internal.socket.Greeting;
import dev.vitals.testkit.internal.socket.PortLock;
import dev.vitals.testkit.options.ServerOptions;
import java.util.ArrayList;
import java.util.List;

/** Runs MariaDB and MySQL: one administrator with a password, reachable over TCP. */
public abstract class MySqlFamilyRecipe implements Recipe {

    private final MySqlFamily family;
    private final Installation installation;
    private final ServerOptions options;
    private final String password;

    MySqlFamilyRecipe(MySqlFamily family, Installation installation, ServerOptions options, String password) {
        this.family = family;
        this.installation = installation;
        this.options = options;
        this.password = password;
    }

    /** Arguments of the running server that only this product knows, or needs. */
    abstract List<String> own();

    @Override
    public final String product() {
        return family.product();
    }

    @Override
    public final List<String> command(ServerHome home, int port) {
        List<String> words = new ArrayList<>(server(home));
        words.addAll(List.of(
                "--bind-address=" + PortLock.HOST,
                "--port=" + port,
                "--socket=" + home.path().resolve("s"),
                "--pid-file=" + home.path().resolve("pid"),
                "--skip-name-resolve",
                // The data must outlive the server, not the machine.
                "--innodb-flush-log-at-trx-commit=2"));
        words.addAll(own());
        options.settings().forEach((name, value) -> words.add("--" + name + "=" + value));
        return words;
    }

    @Override
    public final boolean isReady(ServerHome home, long pid, int port) {
        return Greeting.MYSQL.from(PortLock.HOST, port);
    }

    @Override
    public final Signal stopSignal() {
        return Signal.TERM;
    }

    @Override
    public final Signal discardSignal() {
        return Signal.KILL;
    }

    final Installation installation() {
        return installation;
    }

    /** A program of the installation. */
    final String path(String name) {
        return installation.path().resolve(name).toString();
    }

    /** The server's command as far as setting it up and running it have it in common. */
    final List<String> server(ServerHome home) {
        List<String> words = new ArrayList<>(List.of(
                path("bin/" + family.daemon()),
                "--no-defaults",
                "--basedir=" + installation.path(),
                "--datadir=" + home.data()));
        words.addAll(asRoot(home));
        return words;
    }

    /** Both run as root only when asked to by name. */
    static List<String> asRoot(ServerHome home) {
        return Unprivileged.isOwnedByRoot(home.path()) ? List.of("--user=root") : List.of();
    }

    /** What makes the database and the users, one statement a line. */
    final List<String> statements() {
        String admin = MySqlFamily.ADMIN;
        var administrator = new ServerOptions.User(admin, password, List.of("ALL ON *.*"));
        // A server that is being set up knows no users until they are loaded.
        List<String> statements =
                new ArrayList<>(List.of("FLUSH PRIVILEGES;", "CREATE DATABASE " + MySqlFamily.DATABASE + ";"));
        statements.addAll(UserSql.MYSQL.createAll(List.of(administrator)));
        statements.add("GRANT GRANT OPTION ON *.* TO " + admin + "@'%';");
        statements.addAll(UserSql.MYSQL.createAll(options.users()));
        return statements;
    }
}
