package dev.vitals.examples.faults;

import dev.vitals.testkit.TestServer;

/** Stops a server, and starts it again on the same port with the same data. */
record Outage(String name, String description, TestServer server) implements Fault {
    @Override
    public void inject() {
        server.stop();
    }

    @Override
    public void heal() {
        server.restart();
    }
}
