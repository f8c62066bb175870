package dev.vitals.dump;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the file descriptors of this process stand for, counted by kind: sockets, pipes, jars, and other files by directory.
 *
 * @param kinds the kinds with how many there are of each, most first
 * @param unseen how many were not looked at
 */
record OpenFiles(List<Map.Entry<String, Integer>> kinds, int unseen) {
    private static final int MOST = 20_000;
    private static final String DELETED = " (deleted)";

    OpenFiles {
        kinds = List.copyOf(kinds);
    }

    /** Such as {@code socket (1800)}; nothing if there are none. */
    String most() {
        return kinds.isEmpty()
                ? "nothing"
                : kinds.get(0).getKey() + " (" + kinds.get(0).getValue() + ")";
    }

    /** The kernel keeps the names: to read them does not enter the file systems, of which one may hang. */
    static OpenFiles read(Path directory) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        int seen = 0;
        int unseen = 0;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory)) {
            for (Path descriptor : descriptors) {
                if (seen++ < MOST) {
                    count(descriptor, counts);
                } else {
                    unseen++;
                }
            }
        }
        return new OpenFiles(
                counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder()))
                        .map(entry -> Map.entry(entry.getKey(), entry.getValue()))
                        .toList(),
                unseen);
    }

    private static void count(Path descriptor, Map<String, Integer> counts) {
        try {
            counts.merge(kind(Files.readSymbolicLink(descriptor).toString()), 1, Integer::sum);
        } catch (IOException closed) {
            // Between the two looks at it.
        }
    }

    /** Such as {@code socket:[4711]}, {@code anon_inode:[eventpoll]}, {@code /var/lib/orders/a.log}. */
    private static String kind(String target) {
        if (!target.startsWith("/")) {
            return target.startsWith("anon_inode:") ? target : target.replaceAll(":.*", "");
        }
        String file = target.endsWith(DELETED) ? target.substring(0, target.length() - DELETED.length()) : target;
        if (target.endsWith(".jar")) {
            return "jars";
        }
        String place = file.substring(0, Math.max(1, file.lastIndexOf('/')));
        return file.equals(target) ? "files in " + place : "deleted files in " + place;
    }

    /** Writes them. */
    static final class KindsFile implements Collector {
        private static final int SHOWN = 60;

        @Override
        public String file() {
            return "host/open-files.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws IOException, SkipException {
            Path directory = Path.of("/proc/self/fd");
            if (!Files.exists(directory)) {
                throw new SkipException("this host has no /proc");
            }
            OpenFiles open;
            try {
                open = facts.put(read(directory));
            } catch (IOException none) {
                out.line("cannot be listed: " + none.getMessage()); // to list them takes one more of them
                return;
            }
            open.kinds().stream().limit(SHOWN).forEach(kind -> out.line(kind.getValue() + " × " + kind.getKey()));
            if (open.kinds().size() > SHOWN) {
                out.line("and " + (open.kinds().size() - SHOWN) + " more kinds");
            }
            if (open.unseen() > 0) {
                out.line(open.unseen() + " more were not looked at");
            }
        }
    }
}
