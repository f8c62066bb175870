package dev.vitals.testkit.internal.recipe;

import dev.vitals.testkit.internal.artifact.Installation;
import dev.vitals.testkit.internal.artifact.Platform;
import dev.vitals.testkit.internal.artifact.ServerArtifact;
import dev.vitals.testkit.internal.artifact.Unpacker;
import dev.vitals.testkit.internal.engine.Recipe;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.process.ServerHome;
import dev.vitals.testkit.internal.process.ServerLog;
import dev.vitals.testkit.internal.process.Signal;
import dev.vitals.testkit.internal.socket.Greeting;
import dev.vitals.testkit.internal.socket.PortLock;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lays out and runs Redis. Passwords stand in a configuration file only its owner may read, not on a command line. */
public final class RedisRecipe implements Recipe {

    private static final Pattern BINARY = Pattern.compile("redis-server-(\\d+\\.\\d+).*");

    private final Installation installation;
    private final ServerOptions options;
    private final String binary;

    public RedisRecipe(Installation installation, ServerOptions options) {
        this.installation = installation;
        this.options = options;
        try (Stream<Path> files = Files.list(installation.path())) {
            this.binary = files.findFirst().orElseThrow().toString();
        } catch (IOException e) {
            throw new ServerException("cannot read " + installation.path(), e);
        }
    }

    public static ServerArtifact artifact() {
        return new ServerArtifact("Redis", "com.github.codemonstur", "embedded-redis", "1.4.4");
    }

    public static Unpacker unpacker() {
        String ending = "-" + Platform.current().redis();
        return Unpacker.files(name -> name.startsWith("redis-server-") && name.endsWith(ending), "");
    }

    @Override
    public String product() {
        return "Redis";
    }

    @Override
    public String version() {
        // The artifact has a version of its own; the file name has the server's.
        Matcher matcher =
                BINARY.matcher(installation.path().relativize(Path.of(binary)).toString());
        return matcher.matches() ? matcher.group(1) : installation.version();
    }

    @Override
    public void initialise(ServerHome home, ServerLog log, Deadline deadline) {
        try {
            Files.createDirectory(home.data());
        } catch (IOException e) {
            throw new ServerException("cannot create " + home.data(), e);
        }
    }

    @Override
    public List<String> command(ServerHome home, int port) {
        List<String> lines = new ArrayList<>(List.of(
                "bind " + PortLock.HOST,
                "port " + port,
                "dir " + quoted(home.data().toString()),
                "daemonize no"));
        for (ServerOptions.User user : options.users()) {
            List<String> rules = new ArrayList<>(List.of("user", user.name(), "on", quoted(">" + user.password())));
            rules.addAll(user.rights());
            lines.add(String.join(" ", rules));
        }
        options.settings().forEach((name, value) -> lines.add(name + " " + argument(value)));
        return List.of(binary, home.write("redis.conf", lines).toString());
    }

    @Override
    public boolean isReady(ServerHome home, long pid, int port) {
        return Greeting.REDIS.from(PortLock.HOST, port);
    }

    @Override
    public Signal stopSignal() {
        return Signal.TERM;
    }

    @Override
    public Signal discardSignal() {
        return Signal.KILL;
    }

    /** Several words are several arguments ({@code save 900 1}); only an empty value or an odd one needs quotes. */
    private static String argument(String value) {
        return value.isEmpty() || value.matches(".*[\"'\\\\#].*") ? quoted(value) : value;
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
