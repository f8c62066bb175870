package dev.vitals.host.facts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How much of the time tasks stand still for lack of one resource, averaged over the last minute.
 *
 * @param some the share of the time in which at least one task stood still; 0 to 1
 * @param full the share in which all did that had work; empty if the kernel does not say
 */
public record Pressure(double some, OptionalDouble full) {
    /** What can be short. */
    public enum Resource {
        /** Processors. */
        CPU,
        /** Memory: pages must be read back that were given up. */
        MEMORY,
        /** Disks and other block devices. */
        IO;

        /** The word in the names of files, causes and observations. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Where pressure is measured.
     *
     * @param group the control group of this process; empty for the whole machine
     */
    public record Place(Optional<Path> group) {
        /** The group of version 2 if it has files of pressure; the top one of a machine says what the machine does. */
        public static Place find(KernelFiles files) throws IOException {
            return new Place(CgroupDirectory.unified(files)
                    .map(CgroupDirectory::own)
                    .filter(group -> Files.exists(group.resolve("cgroup.events")))
                    .filter(group -> Files.exists(group.resolve("memory.pressure"))));
        }

        /** Reads one resource; empty if the kernel does not measure it. */
        public Optional<Pressure> read(Resource resource, KernelFiles files) throws IOException {
            Path file = group.map(directory -> directory.resolve(resource.word() + ".pressure"))
                    .orElse(files.path("/proc/pressure/" + resource.word()));
            Optional<String> text = files.readIfThere(file);
            OptionalDouble some = text.map(lines -> average("some", lines)).orElseGet(OptionalDouble::empty);
            return some.isPresent()
                    ? Optional.of(new Pressure(some.getAsDouble(), average("full", text.get())))
                    : Optional.empty();
        }
    }

    private static OptionalDouble average(String line, String text) {
        return text.lines()
                .filter(candidate -> candidate.startsWith(line + " "))
                .flatMap(found -> Arrays.stream(found.split(" ", -1)))
                .filter(word -> word.startsWith("avg60="))
                .mapToDouble(word -> share(word.substring("avg60=".length())))
                .filter(share -> share >= 0 && share <= 1)
                .findFirst();
    }

    private static double share(String percent) {
        try {
            return Double.parseDouble(percent) / 100;
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
