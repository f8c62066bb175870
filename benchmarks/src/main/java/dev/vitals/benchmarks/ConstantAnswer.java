package dev.vitals.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A server that gives the same answer to every request, as cheaply as its kind allows. */
final class ConstantAnswer implements AutoCloseable {
    /** As many as the health endpoint has on Jetty. */
    private static final int MOST_THREADS = 8;

    private final int port;
    private final Runnable stop;

    private ConstantAnswer(int port, Runnable stop) {
        this.port = port;
        this.stop = stop;
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        stop.run();
    }

    /** One of the JDK's servers with as many threads as there are connections. */
    static ConstantAnswer jdk(byte[] answer, Map<String, String> headers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newFixedThreadPool(Throughput.CONNECTIONS, Throughput::daemon));
        server.createContext("/health", exchange -> {
            headers.forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return new ConstantAnswer(server.getAddress().getPort(), () -> server.stop(0));
    }

    static ConstantAnswer jetty(byte[] answer, Map<String, String> headers) throws Exception {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, Throughput.CONNECTIONS);
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        Server server = new Server(threads);
        HttpConfiguration settings = new HttpConfiguration();
        settings.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(settings));
        connector.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        server.addConnector(connector);
        server.setHandler(new Handler.Abstract() {
            @Override
            public boolean handle(Request request, Response response, Callback callback) {
                headers.forEach(response.getHeaders()::put);
                response.getHeaders().put("Content-Length", answer.length);
                response.write(true, ByteBuffer.wrap(answer), callback);
                return true;
            }
        });
        server.start();
        return new ConstantAnswer(connector.getLocalPort(), () -> LifeCycle.stop(server));
    }
}
