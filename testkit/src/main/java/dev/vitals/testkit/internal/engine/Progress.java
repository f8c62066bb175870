package dev.vitals.testkit.internal.engine;

import dev.vitals.testkit.internal.requirement.ServersUsed;
import java.util.function.Consumer;

/** Says what is being done with a server. */
public record Progress(String server, Consumer<String> listener) {

    public void step(String what) {
        listener.accept(server + ": " + what);
    }

    /** A step that takes long is shown by a test run as well, where most servers have no listener. */
    public void waiting(String what) {
        step(what);
        ServersUsed.HERE.waiting(server + ": " + what);
    }
}
