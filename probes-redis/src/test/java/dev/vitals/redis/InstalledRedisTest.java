package dev.vitals.redis;

import dev.vitals.testkit.RequiresProgram;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The server that is installed on this machine. */
@RequiresProgram("redis-server")
class InstalledRedisTest extends EveryRedis {
    @TempDir
    private Path directory;

    private InstalledRedis installed;

    @BeforeEach
    void open() {
        installed = new InstalledRedis(directory);
    }

    @AfterEach
    void close() {
        installed.close();
    }

    @Override
    Node start(String... settings) throws Exception {
        List<String> arguments = new ArrayList<>();
        for (int i = 0; i < settings.length; i += 2) {
            arguments.addAll(List.of("--" + settings[i], settings[i + 1]));
        }
        int port = InstalledRedis.freePort();
        URI uri = installed.start(port, arguments);
        return new Node() {
            @Override
            public URI uri() {
                return uri;
            }

            @Override
            public void kill() throws Exception {
                installed.killLast();
            }

            @Override
            public void restart() {
                try {
                    installed.start(port, arguments);
                } catch (Exception e) {
                    throw new CompletionException(e);
                }
            }
        };
    }
}
