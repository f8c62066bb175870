package dev.vitals.dump;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The file systems that were looked at. */
record Disks(List<Disk> all) {
    Disks {
        all = List.copyOf(all);
    }

    /** One file system, by a place on it. */
    record Disk(String place, long usable, long total, boolean readOnly) {
        double free() {
            return (double) usable / total;
        }
    }

    /** A size of 0 is not known. */
    Optional<Disk> fullest() {
        return all.stream().filter(disk -> disk.total() > 0).min(Comparator.comparingDouble(Disk::free));
    }
}
