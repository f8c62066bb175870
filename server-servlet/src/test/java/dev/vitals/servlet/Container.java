package dev.vitals.servlet;

import jakarta.servlet.Servlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A real servlet container with few threads, and an application at {@code /shop}. */
interface Container {
    String CONTEXT = "/shop";
    /** Jetty takes some of them for itself. */
    int THREADS = 8;

    int port();

    void stop() throws Exception;

    /** Starts Jetty with servlets, each under its mappings, which commas separate. */
    static Container jetty(Map<String, Servlet> servlets) throws Exception {
        Server server = new Server(new QueuedThreadPool(THREADS));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler(CONTEXT);
        servlets.forEach((mappings, servlet) -> {
            ServletHolder holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            for (String mapping : mappings.split(",", -1)) {
                context.addServlet(holder, mapping);
            }
        });
        server.setHandler(context);
        server.start();
        return new Container() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void stop() throws Exception {
                server.stop();
            }
        };
    }

    /** Starts Tomcat likewise. */
    static Container tomcat(Map<String, Servlet> servlets) throws Exception {
        Path directory = Files.createTempDirectory("tomcat");
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(directory.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("maxThreads", String.valueOf(THREADS));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext(CONTEXT, null);
        servlets.forEach((mappings, servlet) -> {
            Wrapper wrapper = Tomcat.addServlet(context, mappings, servlet);
            wrapper.setAsyncSupported(true);
            for (String mapping : mappings.split(",", -1)) {
                wrapper.addMapping(mapping);
            }
        });
        tomcat.start();
        return new Container() {
            @Override
            public int port() {
                return connector.getLocalPort();
            }

            @Override
            public void stop() throws Exception {
                tomcat.stop();
                tomcat.destroy();
                delete(directory);
            }
        };
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
