package dev.vitals.host;

import dev.vitals.host.facts.CgroupDirectory;
import dev.vitals.host.facts.CgroupVersion;
import dev.vitals.host.facts.KernelFiles;
import dev.vitals.text.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A control group of this machine's own kernel, with a limit; needs the right to make one. */
public final class RealGroup implements AutoCloseable {
    private final Path directory;
    private final CgroupVersion version;

    private RealGroup(Path directory, CgroupVersion version) {
        this.directory = directory;
        this.version = version;
    }

    public void write(String fileV1, String fileV2, String value) throws IOException {
        Files.writeString(directory.resolve(version == CgroupVersion.V1 ? fileV1 : fileV2), value);
    }

    /** Makes a group with a limit of memory below the one of this process. */
    public static RealGroup withLimit(long bytes) throws IOException {
        return under("memory", "memory.limit_in_bytes", "memory.max", Long.toString(bytes));
    }

    /** Makes a group below the one of this process under a controller, and writes one of its files. */
    public static RealGroup under(String controller, String fileV1, String fileV2, String value) throws IOException {
        CgroupDirectory parent =
                new KernelFiles(Path.of("/")).group(controller).orElseThrow(() -> new IOException("no control group"));
        Path directory =
                parent.own().resolve("vitals-test-" + ProcessHandle.current().pid());
        Files.createDirectory(directory);
        RealGroup group = new RealGroup(directory, parent.version());
        try {
            group.write(fileV1, fileV2, value);
            return group;
        } catch (IOException e) {
            group.close();
            throw e;
        }
    }

    /** A shell script that joins the group and then becomes the command it is given. */
    public String joinScript() {
        return "echo $$ > " + Shell.quote(directory.resolve("cgroup.procs").toString()) + " && exec \"$@\"";
    }

    /** Lets a process of the group ask for more than there is, and offers it to the kernel as the one to kill. */
    public void provokeKill() throws IOException {
        run("echo 1000 > /proc/self/oom_score_adj; head -c 1000000000 /dev/zero | tail > /dev/null");
    }

    /** Runs a shell script in the group to its end. */
    public void run(String script) throws IOException {
        new ProcessBuilder("sh", "-c", joinScript(), "sh", "sh", "-c", script)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        Files.delete(directory);
    }
}
