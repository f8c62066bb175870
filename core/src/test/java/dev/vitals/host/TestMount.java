package dev.vitals.host;

import static org.junit.jupiter.api.Assumptions.abort;

import dev.vitals.host.facts.Mounts;
import dev.vitals.probe.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A file system mounted for one test; needs the right to mount. */
public final class TestMount implements AutoCloseable {
    /**
     * Mounts, and takes the mount away when the daemon or the tests are gone, or after half a minute: a test that is
     * itself stuck in the file system cannot, not even by being killed.
     */
    private static final String FUSE = """
            exec 3<>/dev/fuse
            mount -i -t fuse -o fd=3,rootmode=40000,user_id=0,group_id=0 vitals-test "$0" || exit 1
            (
              exec 3>&-
              trap '' TERM INT HUP
              left=30
              while [ $left -gt 0 ] && kill -0 $PPID && kill -0 $$; do sleep 1; left=$((left - 1)); done
              kill -KILL $$
              umount --all-targets --lazy "$0"
            ) </dev/null >/dev/null 2>&1 &
            exec "$@" 0<&3 1>&3
            """;

    private final Path point;
    private final @Nullable Process daemon;

    private TestMount(Path point, @Nullable Process daemon) {
        this.point = point;
        this.daemon = daemon;
    }

    /** Mounts memory as a disk of a given size. */
    public static TestMount tmpfs(Path point, String options) {
        return run("mount", "-t", "tmpfs", "-o", options, "vitals-test", point.toString()) == 0
                ? new TestMount(point, null)
                : notAllowed("mount a tmpfs");
    }

    /** Mounts a {@link FuseDaemon}, which can be made to hang. */
    public static TestMount fuse(Path point) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", FUSE, point.toString()));
        command.addAll(ChildJvm.command(FuseDaemon.class, List.of("-Xmx16m", "-XX:+UseSerialGC")));
        Process daemon = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Awaitility.await().until(() -> mounted(point) || !daemon.isAlive());
        return mounted(point) ? new TestMount(point, daemon) : notAllowed("mount a FUSE file system");
    }

    /** Shows what is mounted here in another place too. */
    public TestMount bind(Path other) {
        return run("mount", "--bind", point.toString(), other.toString()) == 0
                ? new TestMount(other, null)
                : notAllowed("bind a mount");
    }

    public Path point() {
        return point;
    }

    public void remountReadOnly() {
        run("mount", "-o", "remount,ro", point.toString());
    }

    /** As a container's root is: its file system still takes writes elsewhere. */
    void refuseWritesHere() {
        run("mount", "-o", "remount,bind,ro", point.toString());
    }

    /** Returns when the last thread of the daemon has stopped: until then it may answer once more. */
    public void hang() {
        signal("STOP");
        Awaitility.await().until(this::isStopped);
    }

    private boolean isStopped() throws IOException {
        Path tasks =
                Path.of("/proc", Long.toString(Objects.requireNonNull(daemon).pid()), "task");
        try (Stream<Path> threads = Files.list(tasks)) {
            return threads.allMatch(TestMount::isStopped);
        }
    }

    private static boolean isStopped(Path thread) {
        try {
            return Files.readString(thread.resolve("stat")).contains(") T ");
        } catch (IOException e) {
            return false;
        }
    }

    public void resume() {
        signal("CONT");
    }

    public void die() {
        signal("KILL");
    }

    @Override
    public void close() {
        if (daemon != null) {
            daemon.destroyForcibly();
        }
        run("umount", "-l", point.toString());
    }

    private void signal(String name) {
        if (daemon != null) {
            run("kill", "-" + name, Long.toString(daemon.pid()));
        }
    }

    private static boolean mounted(Path point) throws IOException {
        return Mounts.read(Path.of("/")).isPoint(point.toString());
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException e) {
            return -1;
        }
    }

    private static TestMount notAllowed(String what) {
        System.out.println("NOT TESTED with a real mount: this machine does not let us " + what);
        return abort("not allowed to " + what);
    }

    public static Path directory(Path parent, String name) throws IOException {
        return Files.createDirectory(parent.toRealPath().resolve(name));
    }
}
