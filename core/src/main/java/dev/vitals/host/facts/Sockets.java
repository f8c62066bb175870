package dev.vitals.host.facts;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The TCP sockets of this network namespace.
 *
 * @param memory the share of what all TCP sockets of the machine may use for buffers that is in use; empty if the limit
 *     cannot be seen
 * @param timeWait how many closed connections the kernel remembers for a while
 * @param orphans how many connections no process holds any more
 * @param number how many there are, those included that the kernel remembers
 * @param table the sockets by state; empty if there are too few to look at, or too many
 */
public record Sockets(OptionalDouble memory, long timeWait, long orphans, long number, Optional<Table> table) {
    /** To list them takes a microsecond or two for each, and some milliseconds to find them in the kernel's table. */
    public static final long MOST = 60_000;

    private static final String PORTS = "/proc/sys/net/ipv4/ip_local_port_range";

    /** The states of a connection, in the order of the kernel's numbers. */
    public enum State {
        ESTABLISHED,
        SYN_SENT,
        SYN_RECV,
        FIN_WAIT1,
        FIN_WAIT2,
        TIME_WAIT,
        CLOSE,
        CLOSE_WAIT,
        LAST_ACK,
        LISTEN,
        CLOSING,
        NEW_SYN_RECV;

        static Optional<State> numbered(int number) {
            return number >= 1 && number <= values().length ? Optional.of(values()[number - 1]) : Optional.empty();
        }
    }

    /**
     * All sockets, counted.
     *
     * @param states how many are in each state; those that none is in are left out
     * @param ports how many ports the kernel may give to outgoing connections towards one address; positive
     * @param busiest the most such ports in use towards one address and port
     */
    public record Table(Map<State, Integer> states, int ports, int busiest) {
        public Table {
            states = Map.copyOf(states);
        }

        public int in(State state) {
            return states.getOrDefault(state, 0);
        }
    }

    /**
     * Counts them.
     *
     * @param open how many open ones there must be for a listing to be worth its cost
     * @param inAll how many with those that the kernel remembers; either is enough
     * @throws IOException if the kernel's files cannot be read
     */
    public static Sockets read(KernelFiles files, double open, double inAll) throws IOException {
        String four = files.read("/proc/net/sockstat");
        String six = files.readIfThere(files.path("/proc/net/sockstat6")).orElse("");
        long timeWait = value(four, "TCP:", "tw").orElse(0);
        long inUse = value(four, "TCP:", "inuse").orElse(0)
                + value(six, "TCP6:", "inuse").orElse(0);
        long number = inUse + timeWait;
        boolean worth = inUse >= open || number >= inAll;
        return new Sockets(
                memory(four, files),
                timeWait,
                value(four, "TCP:", "orphan").orElse(0),
                number,
                worth && number <= MOST ? Optional.of(table(files)) : Optional.empty());
    }

    private static OptionalDouble memory(String sockstat, KernelFiles files) {
        OptionalLong pages = value(sockstat, "TCP:", "mem");
        OptionalLong most = last(files, "/proc/sys/net/ipv4/tcp_mem");
        return pages.isPresent() && most.orElse(0) > 0
                ? OptionalDouble.of((double) pages.getAsLong() / most.getAsLong())
                : OptionalDouble.empty();
    }

    /** The number after a word of a line such as {@code TCP: inuse 6 orphan 0}. */
    private static OptionalLong value(String text, String line, String word) {
        return text.lines()
                .filter(candidate -> candidate.startsWith(line))
                .map(found -> Arrays.asList(found.split(" ", -1)))
                .filter(words -> words.contains(word) && words.indexOf(word) + 1 < words.size())
                .map(words -> KernelFile.number(words.get(words.indexOf(word) + 1)))
                .findFirst()
                .orElseGet(OptionalLong::empty);
    }

    private static OptionalLong last(KernelFiles files, String file) {
        try {
            String[] numbers = files.read(file).strip().split("\\s+", -1);
            return KernelFile.number(numbers[numbers.length - 1]);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** How many ports the kernel may give to outgoing connections. */
    public static int ports(KernelFiles files) {
        return Math.max(1, (int) last(files, PORTS).orElse(60_999) - firstPort(files) + 1);
    }

    private static int firstPort(KernelFiles files) {
        return (int) first(files, PORTS).orElse(32_768);
    }

    private static Table table(KernelFiles files) throws IOException {
        int first = firstPort(files);
        Counter counter = new Counter(first, first + ports(files) - 1);
        for (String name : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            counter.count(files.path(name));
        }
        int busiest = counter.towards.values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(0);
        return new Table(counter.states, ports(files), busiest);
    }

    private static OptionalLong first(KernelFiles files, String file) {
        try {
            return KernelFile.number(files.read(file).strip().split("\\s+", -1)[0]);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Reads a listing line by line: it may be long. */
    private static final class Counter {
        private final Map<State, Integer> states = new EnumMap<>(State.class);
        private final Map<String, Integer> towards = new HashMap<>();
        private final int first;
        private final int last;

        Counter(int first, int last) {
            this.first = first;
            this.last = last;
        }

        void count(Path file) throws IOException {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                lines.readLine(); // the heads
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    count(line.strip().split(" +", 5));
                }
            } catch (NoSuchFileException e) {
                // a kernel without version 6 of the protocol
            }
        }

        private void count(String[] words) {
            if (words.length < 4) {
                return;
            }
            State.numbered(hex(words[3])).ifPresent(state -> states.merge(state, 1, Integer::sum));
            int port = hex(words[1].substring(words[1].lastIndexOf(':') + 1));
            boolean outgoing = port >= first && port <= last && !words[2].endsWith(":0000");
            if (outgoing) {
                towards.merge(words[2], 1, Integer::sum);
            }
        }

        private static int hex(String text) {
            try {
                return Integer.parseInt(text, 16);
            } catch (NumberFormatException e) {
                return -1;
            }
        }
    }
}
