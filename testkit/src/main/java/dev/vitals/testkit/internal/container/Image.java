package dev.vitals.testkit.internal.container;

import dev.vitals.testkit.internal.recipe.MySqlFamily;
import dev.vitals.testkit.internal.recipe.PostgresRecipe;
import dev.vitals.testkit.internal.recipe.UserSql;
import dev.vitals.testkit.internal.socket.Greeting;
import dev.vitals.testkit.options.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How a Docker image of a server is run, and which commands inside it create the users. */
public record Image(
        String product,
        String name,
        int port,
        Greeting greeting,
        Map<String, String> environment,
        List<String> command,
        List<List<String>> setUp) {

    public static Image postgres(String name, ServerOptions options, String password) {
        List<String> command = new ArrayList<>(List.of("postgres"));
        options.settings().forEach((setting, value) -> command.addAll(List.of("-c", setting + "=" + value)));
        List<List<String>> setUp = UserSql.POSTGRES.createAll(options.users()).stream()
                .map(sql -> List.of("psql", "-v", "ON_ERROR_STOP=1", "-U", PostgresRecipe.ADMIN, "-c", sql))
                .toList();
        return new Image(
                "PostgreSQL",
                name,
                5432,
                Greeting.POSTGRES,
                Map.of("POSTGRES_USER", PostgresRecipe.ADMIN, "POSTGRES_PASSWORD", password),
                command,
                setUp);
    }

    public static Image mySql(MySqlFamily family, String name, ServerOptions options, String password) {
        List<String> command = new ArrayList<>(List.of(family.daemon()));
        options.settings().forEach((setting, value) -> command.add("--" + setting + "=" + value));
        List<List<String>> setUp = UserSql.MYSQL.createAll(options.users()).stream()
                .map(sql -> List.of(family.client(), "-u" + MySqlFamily.ADMIN, "-p" + password, "-e", sql))
                .toList();
        Map<String, String> environment = Map.of(
                family.variable("ROOT_PASSWORD"),
                password,
                family.variable("ROOT_HOST"),
                "%",
                family.variable("DATABASE"),
                MySqlFamily.DATABASE);
        return new Image(family.product(), name, 3306, Greeting.MYSQL, environment, command, setUp);
    }

    /** Redis and Valkey: users are part of the command, since nobody but us sees this container. */
    public static Image redis(String name, ServerOptions options) {
        boolean valkey = name.contains("valkey");
        List<String> command = new ArrayList<>(List.of(valkey ? "valkey-server" : "redis-server"));
        options.settings().forEach((setting, value) -> {
            command.add("--" + setting);
            command.addAll(List.of(value.split(" ", -1)));
        });
        for (ServerOptions.User user : options.users()) {
            command.addAll(List.of("--user", user.name(), "on", ">" + user.password()));
            command.addAll(user.rights());
        }
        return new Image(valkey ? "Valkey" : "Redis", name, 6379, Greeting.REDIS, Map.of(), command, List.of());
    }

    /** What stands behind the colon of the image's name. */
    String version() {
        int colon = name.lastIndexOf(':');
        return colon < 0 || name.indexOf('/', colon) >= 0 ? "latest" : name.substring(colon + 1);
    }
}
