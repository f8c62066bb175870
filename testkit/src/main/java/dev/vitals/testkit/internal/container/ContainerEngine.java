package dev.vitals.testkit.internal.container;

import com.github.dockerjava.api.DockerClient;
import dev.vitals.testkit.internal.engine.Engine;
import dev.vitals.testkit.internal.process.Deadline;
import dev.vitals.testkit.internal.process.ServerLog;
import dev.vitals.testkit.internal.socket.PortLock;
import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.testcontainers.containers.Container;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.utility.DockerImageName;

/** Carries a server by a Docker container. Testcontainers removes it, also when this JVM is killed. */
public final class ContainerEngine implements Engine {

    private static final int STOP_SECONDS = 15;

    private final Image image;
    private final ServerOptions options;
    private final PortLock port;
    private final ServerLog log;
    private final GenericContainer<?> container;

    private ContainerEngine(Image image, ServerOptions options, PortLock port, List<String> secrets) {
        this.image = image;
        this.options = options;
        this.port = port;
        this.log = new ServerLog(Path.of(""), secrets);
        this.container = new GenericContainer<>(DockerImageName.parse(image.name()))
                .withEnv(image.environment())
                .withCommand(image.command().toArray(String[]::new));
        // A port Docker chooses would change with each start.
        container.setPortBindings(List.of(port.port() + ":" + image.port()));
    }

    public static ContainerEngine start(Image image, ServerOptions options, List<String> secrets, Deadline deadline) {
        var engine = new ContainerEngine(image, options, PortLock.on(options), secrets);
        try {
            engine.tell("starting " + image.name() + " on port " + engine.port());
            engine.port.release();
            engine.container.start();
            engine.awaitReady(deadline);
            image.setUp().forEach(engine::run);
            engine.tell("ready after " + deadline.elapsed());
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
        awaitReady(Deadline.in(options.startTimeout()));
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

    private void awaitReady(Deadline deadline) {
        if (!deadline.await(() -> image.greeting().from(host(), port()))) {
            throw new ServerException(description() + " on port " + port() + " was not ready after " + deadline.limit()
                    + "; its last lines:\n" + log());
        }
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

    private void tell(String step) {
        options.progress().accept(image.product() + " " + image.version() + ": " + step);
    }
}
