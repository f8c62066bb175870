package dev.vitals.testkit;

/** What carries a {@link TestServer}: processes of our own, or a container. {@link TestServer} keeps the order of calls. */
interface Engine {

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
