package dev.vitals.redis;

import dev.vitals.testkit.RedisServer;
import dev.vitals.testkit.options.ServerOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A server of an image. */
abstract class ContainerRedis extends EveryRedis {
    private final String image;
    private final List<RedisServer> started = new ArrayList<>();

    ContainerRedis(String image) {
        this.image = image;
    }

    @AfterEach
    void close() {
        started.forEach(RedisServer::close);
    }

    @Override
    Node start(String... settings) {
        ServerOptions options = ServerOptions.defaults().withImage(image);
        for (int i = 0; i < settings.length; i += 2) {
            options = options.withSetting(settings[i], settings[i + 1]);
        }
        RedisServer server = RedisServer.start(options);
        started.add(server);
        return new Node() {
            @Override
            public URI uri() {
                return server.uri();
            }

            @Override
            public void kill() {
                server.kill();
            }

            @Override
            public void restart() {
                server.restart();
            }
        };
    }
}
