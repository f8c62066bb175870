package dev.vitals.host.facts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The processes that this one may see.
 *
 * @param all those found, at most 2,000
 * @param nanoTime when they were read
 */
public record Processes(List<Seen> all, long nanoTime) {
    private static final int MOST = 2_000;
    private static final int STAT_CAP = 4 * 1024;
    private static final long PAGE = systemValue(6, 4096);
    private static final long TICKS_PER_SECOND = systemValue(17, 100);

    public Processes {
        all = List.copyOf(all);
    }

    /**
     * One process.
     *
     * @param pid its number
     * @param name its command, without arguments: the kernel's own name for it, of at most 15 characters
     * @param resident the memory it holds, in bytes
     * @param ticks the processor time it has used
     * @param started when it started, in ticks since the machine did: a number may be given to another process
     * @param threads how many threads it has
     */
    public record Seen(long pid, String name, long resident, long ticks, long started, long threads) {}

    /** The size of a page of memory, in bytes. */
    public static long pageSize() {
        return PAGE;
    }

    /** Reads them. Takes some 20 µs for each process; those that end meanwhile are left out. */
    public static Processes read(Path root) throws IOException {
        List<Seen> all = new ArrayList<>();
        try (DirectoryStream<Path> numbers = Files.newDirectoryStream(root.resolve("proc"), "[0-9]*")) {
            for (Path process : numbers) {
                if (all.size() == MOST) {
                    break;
                }
                seen(process).ifPresent(all::add);
            }
        }
        return new Processes(all, System.nanoTime());
    }

    /** The processor time each has used since an earlier reading, as a number of processors. */
    public Map<Seen, Double> busySince(Processes before) {
        double seconds = Math.max(1, nanoTime - before.nanoTime) / 1e9;
        Map<Long, Seen> earlier = new HashMap<>();
        before.all.forEach(process -> earlier.put(process.pid(), process));
        Map<Seen, Double> busy = new HashMap<>();
        for (Seen process : all) {
            @Nullable Seen then = earlier.get(process.pid());
            long since = then != null && then.started() == process.started() ? then.ticks() : 0;
            busy.put(process, (double) (process.ticks() - since) / TICKS_PER_SECOND / seconds);
        }
        return busy;
    }

    private static Optional<Seen> seen(Path process) {
        try {
            return parse(KernelFile.read(process.resolve("stat"), STAT_CAP));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The name stands in parentheses and may contain some, and spaces. */
    static Optional<Seen> parse(String stat) {
        int open = stat.indexOf('(');
        int close = stat.lastIndexOf(')');
        if (open < 1 || close < open || stat.length() < close + 2) {
            return Optional.empty();
        }
        String[] rest = stat.substring(close + 2).strip().split(" ", -1);
        try {
            return Optional.of(new Seen(
                    Long.parseLong(stat.substring(0, open).strip()),
                    stat.substring(open + 1, close),
                    Math.max(0, Long.parseLong(rest[21])) * PAGE,
                    Long.parseLong(rest[11]) + Long.parseLong(rest[12]),
                    Long.parseLong(rest[19]),
                    Long.parseLong(rest[17])));
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** What the kernel tells each process at its start: pairs of a key and a value. */
    private static long systemValue(long key, long otherwise) {
        try {
            ByteBuffer pairs = ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/auxv")))
                    .order(ByteOrder.nativeOrder());
            while (pairs.remaining() >= 2 * Long.BYTES) {
                long found = pairs.getLong();
                long value = pairs.getLong();
                if (found == key && value > 0) {
                    return value;
                }
            }
            return otherwise;
        } catch (IOException e) {
            return otherwise;
        }
    }
}
