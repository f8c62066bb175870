package dev.vitals.testkit.internal.container;

import dev.vitals.testkit.internal.recipe.MySqlFamily;
import dev.vitals.testkit.internal.recipe.UserSql;
import dev.vitals.testkit.internal.socket.Greeting;
import dev.vitals.testkit.options.ServerOptions;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** MySQL or MariaDB, run by the generic container. */
public record MySqlImage(MySqlFamily family, String name, ServerOptions options, String password) implements Image {

    @Override
    public String product() {
        return family.product();
    }

    @Override
    public int port() {
        return 3306;
    }

    @Override
    public Greeting greeting() {
        return Greeting.MYSQL;
    }

    @Override
    public String artifact() {
        return Docker.TESTCONTAINERS;
    }

    @Override
    public GenericContainer<?> container() {
        return new GenericContainer<>(DockerImageName.parse(name))
                .withExposedPorts(port())
                .withEnv(family.variable("ROOT_PASSWORD"), password)
                .withEnv(family.variable("ROOT_HOST"), "%")
                .withEnv(family.variable("DATABASE"), MySqlFamily.DATABASE)
                .withCommand(command().toArray(String[]::new));
    }

    @Override
    public List<List<String>> setUp() {
        return UserSql.MYSQL.createAll(options.users()).stream()
                .map(sql -> List.of(family.client(), "-u" + MySqlFamily.ADMIN, "-p" + password, "-e", sql))
                .toList();
    }

    private List<String> command() {
        List<String> words = new ArrayList<>(List.of(family.daemon()));
        options.settings().forEach((setting, value) -> words.add("--" + setting + "=" + value));
        return words;
    }
}
