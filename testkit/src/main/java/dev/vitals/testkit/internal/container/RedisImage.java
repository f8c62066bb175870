package dev.vitals.testkit.internal.container;

import com.redis.testcontainers.RedisContainer;
import dev.vitals.testkit.internal.socket.Greeting;
import dev.vitals.testkit.options.ServerOptions;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Redis, run by the module of Testcontainers for it. */
record RedisImage(String name, ServerOptions options) implements Image {

    @Override
    public String product() {
        return "Redis";
    }

    @Override
    public int port() {
        return RedisContainer.REDIS_PORT;
    }

    @Override
    public Greeting greeting() {
        return Greeting.REDIS;
    }

    @Override
    public String artifact() {
        return "com.redis:testcontainers-redis";
    }

    @Override
    public GenericContainer<?> container() {
        return new RedisContainer(DockerImageName.parse(name))
                .withCommand(RedisFamily.command("redis-server", options));
    }
}
