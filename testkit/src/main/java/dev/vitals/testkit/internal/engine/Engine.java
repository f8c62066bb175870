package dev.vitals.testkit.internal.engine;

/** What carries a test server: processes of our own, or a container. The server keeps the order of calls. */
public interface Engine {

    String description();

    String version();

    String host();

    int port();

    String log();

    /** Starts again what was stopped or killed, on the same data and port. */
    void launch();

    void freeze();

    void thaw();

    void stop();

    void kill();

    /** Removes everything. */
    void close();
}
