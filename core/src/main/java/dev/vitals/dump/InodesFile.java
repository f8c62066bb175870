package dev.vitals.dump;

import dev.vitals.host.facts.Inodes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How many more files the file systems take that answered before. */
final class InodesFile implements Collector {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** The inodes of one file system, by a place on it. */
    record Counted(String place, Inodes inodes) {
        String words() {
            return inodes.areMadeAsNeeded()
                    ? place + " makes inodes as it needs them"
                    : place + " has " + inodes.free() + " of " + inodes.total() + " inodes free";
        }
    }

    /**
     * What could be counted.
     *
     * @param why why something could not be, if so
     */
    record Counts(List<Counted> all, String why) {
        Counts {
            all = List.copyOf(all);
        }

        Optional<Counted> fullest() {
            return all.stream()
                    .min(Comparator.comparingDouble(counted -> counted.inodes().share()));
        }
    }

    @Override
    public String file() {
        return "host/inodes.txt";
    }

    @Override
    public void collect(SectionOut out, Facts facts) throws SkipException, InterruptedException {
        Disks disks =
                facts.find(Disks.class).orElseThrow(() -> new SkipException("the file systems could not be seen"));
        List<Counted> counted = new ArrayList<>();
        String why = "no file system could be seen";
        for (Disks.Disk disk : disks.all()) {
            try {
                Counted one = new Counted(disk.place(), Inodes.count(Path.of(disk.place()), PATIENCE));
                counted.add(one);
                out.line(one.words());
            } catch (IOException unknown) {
                why = String.valueOf(unknown.getMessage());
                out.line(disk.place() + ": " + why);
            }
        }
        facts.put(new Counts(counted, why));
    }
}
