package dev.vitals.testkit.internal.container;

import com.github.dockerjava.api.DockerClient;
import dev.vitals.testkit.internal.engine.Engine;
import dev.vitals.testkit.internal.engine.Progress;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.process.ServerLog;
import dev.vitals.testkit.internal.socket.PortLock;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.GenericContainer;

/** Carries a server by a Docker container. Testcontainers removes it, also when this JVM is killed. */
public final class ContainerEngine implements Engine {

    private static final int STOP_SECONDS = 60;

    private final Image image;
    private final ServerOptions options;
    private final PortLock port;
    private final ServerLog log;
    private final GenericContainer<?> container;
    private final Progress progress;
    private final LastOutput output = new LastOutput();

    private ContainerEngine(Image image, ServerOptions options, List<String> secrets) {
        this.image = image;
        this.options = options;
        this.log = new ServerLog(Path.of(""), secrets);
        this.progress = new Progress(image.product() + " " + image.version(), options.progress());
        this.container = container(image);
        this.port = PortLock.on(options);
        container.withLogConsumer(output);
        // A port Docker chooses would change with each start.
        container.setPortBindings(List.of(port.port() + ":" + image.port()));
    }

    public static ContainerEngine start(Image image, ServerOptions options, List<String> secrets) {
        var engine = new ContainerEngine(image, options, secrets);
        try {
            engine.pull();
            engine.start(Deadline.in(options.startTimeout()).reporting(engine.progress::waiting));
            return engine;
        } catch (RuntimeException e) {
            engine.close();
            throw e;
        }
    }

    @Override
    public String description() {
        return image.product() + " " + image.version() + " (Docker)";
    }

    @Override
    public String version() {
        return image.version();
    }

    @Override
    public String host() {
        return container.getHost();
    }

    @Override
    public int port() {
        return port.port();
    }

    @Override
    public String log() {
        return log.tail(container.getLogs());
    }

    @Override
    public void launch() {
        port.release();
        docker().startContainerCmd(id()).exec();
        awaitReady(Deadline.in(options.startTimeout()).reporting(progress::waiting));
    }

    @Override
    public void freeze() {
        docker().pauseContainerCmd(id()).exec();
    }

    @Override
    public void thaw() {
        docker().unpauseContainerCmd(id()).exec();
    }

    @Override
    public void stop() {
        docker().stopContainerCmd(id()).withTimeout(STOP_SECONDS).exec();
        port.hold();
    }

    @Override
    public void kill() {
        // Docker does not kill what is paused.
        if (Boolean.TRUE.equals(
                docker().inspectContainerCmd(id()).exec().getState().getPaused())) {
            thaw();
        }
        docker().killContainerCmd(id()).exec();
        port.hold();
    }

    @Override
    public void close() {
        container.stop();
        port.close();
    }

    private DockerClient docker() {
        return container.getDockerClient();
    }

    private String id() {
        return container.getContainerId();
    }

    private static GenericContainer<?> container(Image image) {
        try {
            return image.container();
        } catch (NoClassDefFoundError e) {
            throw Docker.cannotRun(image.name(), Docker.without(image.artifact()));
        }
    }

    /** Fetches the image unless it is here. How long that takes is the network's business, not the server's. */
    private void pull() {
        progress.step("pulling " + image.name());
        try {
            container.getDockerImageName();
        } catch (ContainerFetchException e) {
            throw new ServerException(
                    "cannot pull " + image.name() + ": " + deepest(e).getMessage(), e);
        }
    }

    private void start(Deadline deadline) {
        progress.step("starting " + image.name() + " on port " + port());
        container.setWaitStrategy(new OwnWait(() -> awaitReady(deadline)));
        port.release();
        try {
            container.start();
        } catch (ContainerLaunchException e) {
            throw reason(e);
        }
        image.setUp().forEach(this::run);
        progress.step("ready after " + deadline.elapsed());
    }

    private void awaitReady(Deadline deadline) {
        boolean inTime = deadline.await(() -> image.greeting().from(host(), port()) || !container.isRunning());
        if (!container.isRunning()) {
            throw failed("ended while it was starting");
        }
        if (!inTime) {
            throw failed("was not ready after " + deadline.missed());
        }
    }

    private ServerException failed(String how) {
        return new ServerException(description() + " on port " + port() + " " + how + "; its last lines:\n" + log());
    }

    /** What we threw ourselves while Testcontainers had us wait, or what kept the container from coming that far. */
    private ServerException reason(ContainerLaunchException thrown) {
        Throwable deepest = deepest(thrown);
        return deepest instanceof ServerException ours
                ? ours
                : new ServerException(
                        "cannot start " + description() + " on port " + port() + ": " + deepest.getMessage()
                                + "; its last lines:\n" + log.tail(output.text()),
                        thrown);
    }

    private static Throwable deepest(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return cause == null ? thrown : deepest(cause);
    }

    private void run(List<String> command) {
        try {
            Container.ExecResult result = container.execInContainer(command.toArray(String[]::new));
            if (result.getExitCode() != 0) {
                throw new ServerException(command.get(0) + " in " + image.name() + " ended with code "
                        + result.getExitCode() + ":\n" + log.tail(result.getStderr()));
            }
        } catch (IOException e) {
            throw new ServerException("cannot run " + command.get(0) + " in " + image.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("interrupted while setting up " + image.name(), e);
        }
    }
}
