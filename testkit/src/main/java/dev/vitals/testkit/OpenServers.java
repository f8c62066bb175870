package dev.vitals.testkit;

import dev.vitals.testkit.internal.artifact.Installation;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The servers that are open, so that an orderly end of the JVM closes those that were left. */
final class OpenServers {

    private static final Set<TestServer> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OpenServers::closeAll, "vitals-testkit-shutdown"));
    }

    private OpenServers() {}

    static void add(TestServer server) {
        OPEN.add(server);
    }

    static void remove(TestServer server) {
        OPEN.remove(server);
    }

    private static void closeAll() {
        OPEN.forEach(TestServer::close);
        Installation.removeAll();
    }
}
