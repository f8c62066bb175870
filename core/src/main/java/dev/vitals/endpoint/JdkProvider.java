package dev.vitals.endpoint;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Serves with the JDK's own server, if this process has it. */
final class JdkProvider implements HttpServerProvider {
    private static final String NEEDED = "com.sun.net.httpserver.HttpServer";

    @Override
    public Listening listen(InetSocketAddress address, HttpFront front) throws IOException {
        try {
            Class.forName(NEEDED, false, JdkProvider.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(
                    "serving health needs the module jdk.httpserver, which this process does not have: write"
                            + " 'requires jdk.httpserver' into the application's module-info.java, or start java"
                            + " with --add-modules jdk.httpserver, or add the artifact"
                            + " dev.vitals:vitals-server-jetty, or call HealthHandler from a server of your own",
                    e);
        }
        return JdkServer.listen(address, front);
    }
}
