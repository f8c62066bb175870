package dev.vitals.dump;

import dev.vitals.host.facts.KernelFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The threads of this process as the kernel counts them, those of the virtual machine and of native libraries included. */
final class NativeThreadsFile implements Collector {
    private static final int MOST = 5_000;

    @Override
    public String file() {
        return "host/native-threads.txt";
    }

    @Override
    public void collect(SectionOut out, Facts facts) throws IOException, SkipException {
        Path tasks = Path.of("/proc/self/task");
        if (!Files.exists(tasks)) {
            throw new SkipException("this host has no /proc");
        }
        out.line("number (name) state parent group session terminal … : /proc/self/task/*/stat, see proc(5)");
        int seen = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                if (seen++ < MOST) {
                    one(out, thread);
                }
            }
        }
        if (seen > MOST) {
            out.line(seen - MOST + " more threads are not shown");
        }
    }

    private static void one(SectionOut out, Path thread) {
        try {
            out.line(KernelFile.read(thread.resolve("stat"), 1_024).strip());
        } catch (IOException ended) {
            // Between the two looks at it.
        }
    }
}
