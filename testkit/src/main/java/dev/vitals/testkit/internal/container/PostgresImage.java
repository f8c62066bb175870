package dev.vitals.testkit.internal.container;

import dev.vitals.testkit.internal.recipe.PostgresRecipe;
import dev.vitals.testkit.internal.recipe.UserSql;
import dev.vitals.testkit.internal.socket.Greeting;
import dev.vitals.testkit.options.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/** PostgreSQL, run by the module of Testcontainers for it. */
public record PostgresImage(String name, ServerOptions options, String password) implements Image {

    @Override
    public String product() {
        return "PostgreSQL";
    }

    @Override
    public int port() {
        return PostgreSQLContainer.POSTGRESQL_PORT;
    }

    @Override
    public Greeting greeting() {
        return Greeting.POSTGRES;
    }

    @Override
    public String artifact() {
        return "org.testcontainers:testcontainers-postgresql";
    }

    @Override
    public GenericContainer<?> container() {
        // Images of other names hold PostgreSQL too; that this one does is the caller's word.
        DockerImageName image = DockerImageName.parse(name).asCompatibleSubstituteFor(PostgreSQLContainer.IMAGE);
        return new PostgreSQLContainer(image)
                .withDatabaseName(PostgresRecipe.ADMIN)
                .withUsername(PostgresRecipe.ADMIN)
                .withPassword(password)
                .withCommand(command().toArray(String[]::new));
    }

    @Override
    public List<List<String>> setUp() {
        return UserSql.POSTGRES.createAll(options.users()).stream()
                .map(sql -> List.of("psql", "-v", "ON_ERROR_STOP=1", "-U", PostgresRecipe.ADMIN, "-c", sql))
                .toList();
    }

    /** Replaces the command of the module, which turns off fsync as well. */
    private List<String> command() {
        List<String> words = new ArrayList<>(List.of("postgres", "-c", "fsync=off"));
        options.settings().forEach((setting, value) -> words.addAll(List.of("-c", setting + "=" + value)));
        return words;
    }
}
