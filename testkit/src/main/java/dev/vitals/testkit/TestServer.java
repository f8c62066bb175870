package dev.vitals.testkit;

import dev.vitals.testkit.internal.container.ContainerEngine;
import dev.vitals.testkit.internal.container.Docker;
import dev.vitals.testkit.internal.container.Image;
import dev.vitals.testkit.internal.engine.Engine;
import dev.vitals.testkit.internal.requirement.ServersUsed;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.util.List;
import java.util.function.Supplier;

/**
 * A real server for tests: a process listening on the loopback address only, or a Docker container. It can be stopped,
 * frozen and killed, which is what fault tests need. After {@link #close()} neither a process nor its data is left; the
 * server's unpacked programs wait for the next of its kind. When the JVM ends, in whatever way, nothing is left.
 *
 * <p>This class is thread-safe: calls are serialised. Each of them blocks until the server has reached the state asked
 * for, at most a minute and a half; {@link #restart()} adds the start timeout to that.
 *
 * @since 0.1.0
 */
public abstract sealed class TestServer implements AutoCloseable
        permits PostgresServer, RedisServer, MySqlFamilyServer {

    private final Engine engine;
    private State state = State.RUNNING;

    TestServer(Engine engine) {
        this.engine = engine;
        OpenServers.add(this);
        ServersUsed.HERE.record(toString());
    }

    /**
     * The address to connect to.
     *
     * @return the loopback address in digits, or where the Docker engine is; never null
     */
    public final String host() {
        return engine.host();
    }

    /**
     * The TCP port, which stays the same over {@link #stop()} and {@link #restart()}.
     *
     * @return from 1 to 65535
     */
    public final int port() {
        return engine.port();
    }

    /**
     * The version that runs.
     *
     * @return for example {@code 18.6}, or the tag of the Docker image; never null
     */
    public final String version() {
        return engine.version();
    }

    /**
     * The end of the server's own log, with the passwords this server was started with blanked out.
     *
     * @return at most 40 lines, empty when there are none; never null
     */
    public final String log() {
        return engine.log();
    }

    /**
     * Stops the world for the server: it keeps its connections and its port and accepts new ones (the kernel does), but
     * answers nothing. A frozen server stays frozen.
     *
     * @throws IllegalStateException if the server is stopped or closed
     * @throws ServerException if the signal cannot be sent
     */
    public final synchronized void freeze() {
        requireUp("freeze");
        if (state == State.RUNNING) {
            engine.freeze();
        }
        state = State.FROZEN;
    }

    /**
     * Ends {@link #freeze()}. Does nothing to a server that runs.
     *
     * @throws IllegalStateException if the server is stopped or closed
     * @throws ServerException if the signal cannot be sent
     */
    public final synchronized void thaw() {
        requireUp("thaw");
        if (state == State.FROZEN) {
            engine.thaw();
        }
        state = State.RUNNING;
    }

    /**
     * Shuts the server down in an orderly way, ending its connections. Data and port are kept for {@link #restart()};
     * meanwhile connections are refused. Does nothing to a server that is stopped.
     *
     * @throws IllegalStateException if the server is closed
     */
    public final synchronized void stop() {
        requireOpen("stop");
        if (state == State.FROZEN) {
            thaw();
        }
        if (state == State.RUNNING) {
            engine.stop();
        }
        state = State.STOPPED;
    }

    /**
     * Ends the server at once, as a crash would. Data and port are kept for {@link #restart()}. Does nothing to a
     * server that is stopped.
     *
     * @throws IllegalStateException if the server is closed
     */
    public final synchronized void kill() {
        requireOpen("kill");
        if (state != State.STOPPED) {
            engine.kill();
        }
        state = State.STOPPED;
    }

    /**
     * Starts the server again with the same data on the same port, stopping it first if it runs.
     *
     * @throws IllegalStateException if the server is closed
     * @throws ServerException if it does not come up in time
     */
    public final synchronized void restart() {
        stop();
        engine.launch();
        state = State.RUNNING;
    }

    /**
     * Whether the server answers: started, and neither frozen, stopped nor closed by this object. It does not ask the
     * server.
     *
     * @return true if it should answer
     */
    public final synchronized boolean isRunning() {
        return state == State.RUNNING;
    }

    /**
     * Ends the server and removes its data. Does nothing the second time.
     *
     * @throws ServerException if its directory cannot be removed
     */
    @Override
    public final synchronized void close() {
        if (state != State.CLOSED) {
            state = State.CLOSED;
            OpenServers.remove(this);
            engine.close();
        }
    }

    /**
     * What runs, without any secret.
     *
     * @return for example {@code PostgreSQL 18.6 (embedded)}
     */
    @Override
    public final String toString() {
        return engine.description();
    }

    /** Brings a server back that a test left frozen or stopped. */
    final synchronized void recover() {
        requireOpen("reuse");
        if (state == State.FROZEN) {
            thaw();
        } else if (state == State.STOPPED) {
            restart();
        }
    }

    /** For tests of this module. */
    final Engine engine() {
        return engine;
    }

    /** Makes the image no sooner than it is known that Testcontainers, of which it is made, is there. */
    static Engine inDocker(String name, Supplier<Image> image, ServerOptions options, List<String> secrets) {
        Docker.require(name);
        return ContainerEngine.start(image.get(), options, secrets);
    }

    private void requireUp(String verb) {
        requireOpen(verb);
        if (state == State.STOPPED) {
            throw new IllegalStateException("cannot " + verb + " " + this + ": it is stopped, call restart() first");
        }
    }

    private void requireOpen(String verb) {
        if (state == State.CLOSED) {
            throw new IllegalStateException("cannot " + verb + " " + this + ": it is closed, start a new one");
        }
    }

    private enum State {
        RUNNING,
        FROZEN,
        STOPPED,
        CLOSED
    }
}
