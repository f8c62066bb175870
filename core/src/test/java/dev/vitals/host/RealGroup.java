package dev.vitals.host;

import dev.vitals.text.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A control group of this machine's own kernel, with a memory limit; needs the right to make one. */
final class RealGroup implements AutoCloseable {
    private final Path directory;

    private RealGroup(Path directory) {
        this.directory = directory;
    }

    /** Makes a group below the one of this process. */
    static RealGroup withLimit(long bytes) throws IOException {
        Path root = Path.of("/");
        CgroupMembership membership = CgroupMembership.parse(KernelFile.read(Path.of("/proc/self/cgroup")))
                .orElseThrow(() -> new IOException("no control group"));
        Path own = CgroupDirectory.locate(membership, Mounts.read(root), root)
                .orElseThrow(() -> new IOException("the control group is not visible"))
                .own();
        Path directory = own.resolve("vitals-test-" + ProcessHandle.current().pid());
        Files.createDirectory(directory);
        RealGroup group = new RealGroup(directory);
        try {
            Files.writeString(directory.resolve(membership.version().limitFile()), Long.toString(bytes));
            return group;
        } catch (IOException e) {
            group.close();
            throw e;
        }
    }

    /** A shell script that joins the group and then becomes the command it is given. */
    String joinScript() {
        return "echo $$ > " + Shell.quote(directory.resolve("cgroup.procs").toString()) + " && exec \"$@\"";
    }

    /** Lets a process of the group ask for more than there is, and offers it to the kernel as the one to kill. */
    void provokeKill() throws IOException {
        String hog = "echo 1000 > /proc/self/oom_score_adj; head -c 1000000000 /dev/zero | tail > /dev/null";
        new ProcessBuilder("sh", "-c", joinScript(), "sh", "sh", "-c", hog)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }

    Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        Files.delete(directory);
    }
}
