package dev.vitals.host.facts;

import dev.vitals.probe.Quantities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * The inodes of a file system: how many files it takes. The virtual machine cannot count them, so the command
 * {@code stat} of Linux does.
 *
 * @param total how many there may be; 0 on a file system that makes them as it needs them
 * @param free how many are left
 */
public record Inodes(long total, long free) {
    /** Returns whether their number has no limit of its own. */
    public boolean areMadeAsNeeded() {
        return total == 0;
    }

    /** The free part; 1 if they are made as needed. */
    public double share() {
        return areMadeAsNeeded() ? 1 : (double) free / total;
    }

    /**
     * Counts them. The file system is entered by the command alone, so nothing here can hang in it.
     *
     * @param path a file or directory, absolute
     * @param patience how long to wait for the command, which is then killed
     * @throws IOException if they cannot be counted; its message says why
     */
    public static Inodes count(Path path, Duration patience) throws IOException, InterruptedException {
        Process process = start(path);
        try {
            if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("stat has not answered for " + Quantities.duration(patience)
                        + ": the file system hangs, or this machine is overloaded");
            }
            String answer = new String(process.getInputStream().readNBytes(1000), StandardCharsets.UTF_8).strip();
            return read(process.exitValue() == 0, answer);
        } finally {
            process.destroyForcibly();
        }
    }

    /**
     * The virtual machine needs a thread to await the end of a command. If there is none, the command would stay in the
     * kernel's table as one that has ended and that nothing asks for: so a thread is tried first.
     */
    private static Process start(Path path) throws IOException {
        try {
            Thread tried = new Thread(null, () -> {}, "vitals-try", 0, false);
            tried.setDaemon(true);
            tried.start();
            return new ProcessBuilder("stat", "-f", "-c", "%c %d", path.toString())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException | OutOfMemoryError e) {
            throw new IOException("stat cannot be run: " + e.getClass().getSimpleName(), e);
        }
    }

    private static Inodes read(boolean ended, String answer) throws IOException {
        String[] numbers = answer.split(" ", -1);
        OptionalLong total = KernelFile.number(numbers[0]);
        OptionalLong free = KernelFile.number(numbers[numbers.length - 1]);
        if (!ended || total.isEmpty() || free.isEmpty()) {
            throw new IOException("stat said: " + answer);
        }
        return new Inodes(total.getAsLong(), free.getAsLong());
    }
}
