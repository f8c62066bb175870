package dev.vitals.testkit.internal.container;

import dev.vitals.testkit.internal.socket.Greeting;
import dev.vitals.testkit.options.ServerOptions;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Valkey, which speaks as Redis does, run by the generic container. */
record ValkeyImage(String name, ServerOptions options) implements Image {

    @Override
    public String product() {
        return "Valkey";
    }

    @Override
    public int port() {
        return 6379;
    }

    @Override
    public Greeting greeting() {
        return Greeting.REDIS;
    }

    @Override
    public String artifact() {
        return Docker.TESTCONTAINERS;
    }

    @Override
    public GenericContainer<?> container() {
        return new GenericContainer<>(DockerImageName.parse(name))
                .withExposedPorts(port())
                .withCommand(RedisFamily.command("valkey-server", options));
    }
}
