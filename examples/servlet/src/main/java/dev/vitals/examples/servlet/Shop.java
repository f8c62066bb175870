package dev.vitals.examples.servlet;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;

/**
 * A small shop in a servlet container. While it runs:
 *
 * <pre>{@code
 * curl 'localhost:8080/shop/health?format=text'
 * curl -X DELETE localhost:8080/shop/stock    # sick
 * curl -i localhost:8080/shop/readyz
 * curl -X PUT localhost:8080/shop/stock       # well again
 * }</pre>
 */
public final class Shop implements AutoCloseable {
    private final Server server;

    private Shop(Server server) {
        this.server = server;
    }

    /** Starts the shop on this host's port, 0 for any that is free. */
    static Shop start(int port) throws Exception {
        Server server = new Server(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ServletContextHandler application = new ServletContextHandler("/shop");
        Stock stock = new Stock();
        application.addServlet(new ServletHolder(stock), "/stock");
        application.addEventListener(new HealthListener(stock));
        server.setHandler(application);
        server.start();
        return new Shop(server);
    }

    /** Where the shop is. */
    String url() {
        return "http://127.0.0.1:" + server.getURI().getPort() + "/shop";
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the shop does not close", e);
        }
    }

    /**
     * Runs the shop until the process is ended.
     *
     * @param args the port, 8080 without one
     * @throws Exception if the port is taken
     */
    public static void main(String[] args) throws Exception {
        Shop shop = start(args.length > 0 ? Integer.parseInt(args[0]) : 8080);
        System.out.println("Health: " + shop.url() + "/health?format=text");
        shop.server.join();
    }
}
