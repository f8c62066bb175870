package dev.vitals.testkit.internal.engine;

import dev.vitals.testkit.internal.process.Command;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.process.ServerHome;
import dev.vitals.testkit.internal.process.ServerLog;
import dev.vitals.testkit.internal.process.ServerProcess;
import dev.vitals.testkit.internal.socket.PortLock;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Carries a server by a process of our own, made by a {@link Recipe}. */
public final class ProcessEngine implements Engine {

    private final Recipe recipe;
    private final ServerOptions options;
    private final PortLock port;
    private final ServerHome home;
    private final ServerLog log;
    private final Progress progress;
    private @Nullable ServerProcess process;

    private ProcessEngine(Recipe recipe, ServerOptions options, PortLock port, List<String> secrets) {
        this.recipe = recipe;
        this.options = options;
        this.port = port;
        this.home = ServerHome.create(recipe.product());
        this.log = new ServerLog(home.log(), secrets);
        this.progress = new Progress(recipe.product() + " " + recipe.version(), options.progress());
    }

    /** Lays out and starts a server; whatever goes wrong, nothing is left behind. */
    public static ProcessEngine start(Recipe recipe, ServerOptions options, List<String> secrets, Deadline deadline) {
        var engine = new ProcessEngine(recipe, options, PortLock.on(options), secrets);
        try {
            engine.progress.step("initialising");
            Deadline reported = deadline.reporting(engine.progress::waiting);
            recipe.initialise(engine.home, engine.log, reported);
            engine.launch(reported);
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    @Override
    public String description() {
        return recipe.product() + " " + recipe.version() + " (embedded)";
    }

    @Override
    public String version() {
        return recipe.version();
    }

    @Override
    public String host() {
        return PortLock.HOST;
    }

    @Override
    public int port() {
        return port.port();
    }

    @Override
    public String log() {
        return log.tail();
    }

    @Override
    public void launch() {
        launch(Deadline.in(options.startTimeout()).reporting(progress::waiting));
    }

    @Override
    public void freeze() {
        running().freeze();
    }

    @Override
    public void thaw() {
        running().thaw();
    }

    @Override
    public void stop() {
        running().end(recipe.stopSignal(), recipe.stopLimit());
        ended();
        port.hold();
    }

    @Override
    public void kill() {
        running().kill();
        ended();
        port.hold();
    }

    @Override
    public void close() {
        try (home;
                port) {
            if (process != null) {
                process.thaw();
                process.end(recipe.discardSignal(), recipe.stopLimit());
                ended();
            }
        }
    }

    /** The processes of this server, none when it is stopped. */
    public List<ProcessHandle> processes() {
        return process == null ? List.of() : process.tree();
    }

    public ServerHome home() {
        return home;
    }

    private ServerProcess running() {
        if (process == null) {
            throw new IllegalStateException(description() + " is not running: call restart() first");
        }
        return process;
    }

    private void launch(Deadline deadline) {
        progress.step("starting on port " + port.port());
        port.release();
        process = new ServerProcess(new Command(recipe.command(home, port.port()), log).start());
        home.watchdog().guard(process.pid());
        try {
            awaitReady(process, deadline);
            progress.step("ready after " + deadline.elapsed());
        } catch (RuntimeException e) {
            kill();
            throw e;
        }
    }

    private void ended() {
        process = null;
        home.watchdog().unguard();
    }

    private void awaitReady(ServerProcess started, Deadline deadline) {
        boolean inTime = deadline.await(() -> recipe.isReady(home, started.pid(), port.port()) || !started.isAlive());
        if (!started.isAlive()) {
            throw failed("ended while it was starting");
        }
        if (!inTime) {
            throw failed("was not ready after " + deadline.missed());
        }
    }

    private ServerException failed(String how) {
        return new ServerException(
                description() + " on port " + port.port() + " " + how + "; its last lines:\n" + log());
    }
}
