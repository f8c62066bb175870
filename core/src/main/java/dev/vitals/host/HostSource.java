package dev.vitals.host;

import dev.vitals.host.facts.KernelFile;
import dev.vitals.host.facts.KernelFiles;
import dev.vitals.probe.ProbeContext;
import dev.vitals.probe.Remedy;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Where the checks of the host get what the kernel says: those that run in the same second share one reading of each
 * file.
 */
final class HostSource {
    private static final long ROUND = Duration.ofSeconds(1).toNanos();

    /** One for all: there is one machine. */
    static final HostSource SHARED = new HostSource(Path.of("/"));

    /**
     * Made beforehand. Naming the error here also loads it for the handler below, which would need memory to find it.
     */
    private static final Result NO_MEMORY = Result.unknown(
            MachineCauses.HOST_UNREADABLE, OutOfMemoryError.class.getSimpleName() + " while checking the host");

    private static final Remedy LET_READ =
            Remedy.words("let this process read the file, or leave the check out with without(...)");

    private final Path root;
    private final LongSupplier nanoTime;
    private final Set<String> readers = new HashSet<>();
    private KernelFiles current;
    private long started;

    HostSource(Path root) {
        this(root, System::nanoTime);
    }

    HostSource(Path root, LongSupplier nanoTime) {
        this.root = root;
        this.nanoTime = nanoTime;
        this.current = new KernelFiles(root);
        this.started = nanoTime.getAsLong();
    }

    Path root() {
        return root;
    }

    /** Looks at the kernel's files. */
    @FunctionalInterface
    interface Reading {
        Result judge(KernelFiles files) throws IOException;
    }

    /** This round's files. A round lasts a second, and a check that has already joined it starts the next. */
    synchronized KernelFiles files(ProbeContext context) {
        long now = nanoTime.getAsLong();
        if (now - started >= ROUND || readers.contains(context.name())) {
            current = new KernelFiles(root);
            started = now;
            readers.clear();
        }
        readers.add(context.name());
        return current;
    }

    boolean hasProc() {
        return Files.isDirectory(root.resolve("proc"));
    }

    /** Answers UNKNOWN, with the reason, where the kernel's files are not there or cannot be read. */
    Result check(ProbeContext context, Reading reading) {
        try {
            KernelFiles files = files(context);
            return files.show() ? reading.judge(files) : notShown();
        } catch (IOException e) {
            return unreadable(KernelFile.reason(e));
        } catch (OutOfMemoryError e) {
            return NO_MEMORY;
        }
    }

    private Result notShown() {
        return hasProc()
                ? unreadable("/proc/self is missing: /proc belongs to another namespace, or hides this process")
                : unsupported();
    }

    static Result unsupported() {
        return Result.unknown(
                MachineCauses.HOST_UNSUPPORTED,
                "needs /proc, which " + System.getProperty("os.name") + " does not have here");
    }

    static Result unreadable(String reason) {
        return Result.unknown(MachineCauses.HOST_UNREADABLE, "cannot check this: " + reason)
                .remedy(LET_READ);
    }
}
