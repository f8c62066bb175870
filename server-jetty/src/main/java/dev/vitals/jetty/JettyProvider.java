package dev.vitals.jetty;

import dev.vitals.endpoint.HttpFront;
import dev.vitals.endpoint.HttpServerProvider;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Serves health with Jetty's core server. {@link java.util.ServiceLoader} finds it: an application that has the artifact
 * {@code vitals-server-jetty} need not name it.
 *
 * <p>A head may have 8 KiB and take 2 seconds, an answer may stand still for 5, and of 500 connections the oldest that
 * has no whole request is closed for the next one. Of a body that nobody wants up to 64 KiB are read before the answer,
 * of 16 callers at a time; who sends more, or is one more, may lose the answer with the connection.
 *
 * <p>Eight daemon threads named {@code vitals-http-…} serve, and one more watches over them. The one that reads requests
 * also gives answers that are written already, up to 16 KiB; see {@link dev.vitals.endpoint.Authoriser#isImmediate}. The
 * others set up connections and give all other answers.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class JettyProvider implements HttpServerProvider {
    /** For {@link java.util.ServiceLoader}. */
    public JettyProvider() {}

    @Override
    public Listening listen(InetSocketAddress address, HttpFront front) throws IOException {
        return WatchedServer.start(address, front);
    }
}
