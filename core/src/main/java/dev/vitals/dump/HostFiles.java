package dev.vitals.dump;

import dev.vitals.host.facts.CgroupDirectory;
import dev.vitals.host.facts.Descriptors;
import dev.vitals.host.facts.KernelFile;
import dev.vitals.host.facts.KernelFiles;
import dev.vitals.host.facts.Mounts;
import dev.vitals.probe.Quantities;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the kernel says of this process, its container and its host; nothing of it names a command line or environment. */
final class HostFiles {
    private static final Path ROOT = Path.of("/");

    private HostFiles() {}

    /** Small files under {@code /proc}, one after the other. */
    static final class ProcFile implements Collector {
        private static final List<String> NAMES = List.of(
                "proc/self/status",
                "proc/self/limits",
                "proc/self/io",
                "proc/meminfo",
                "proc/vmstat",
                "proc/loadavg",
                "proc/pressure/cpu",
                "proc/pressure/memory",
                "proc/pressure/io",
                "proc/net/sockstat");

        @Override
        public String file() {
            return "host/proc.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws SkipException {
            if (!Files.exists(ROOT.resolve("proc/self/status"))) {
                throw new SkipException("this host has no /proc");
            }
            Optional<Descriptors> descriptors = Descriptors.read(ROOT).map(facts::put);
            out.line("open file descriptors: "
                    + descriptors
                            .map(read -> read.open() + " of " + read.limit())
                            .orElse("not known"));
            NAMES.forEach(name -> copy(out, ROOT.resolve(name)));
        }
    }

    /** The control group's limits, use and events, of each controller where it is. */
    static final class CgroupFile implements Collector {
        private static final List<String> FILES = List.of(
                "memory.max",
                "memory.high",
                "memory.current",
                "memory.peak",
                "memory.events",
                "memory.pressure",
                "memory.stat",
                "memory.limit_in_bytes",
                "memory.usage_in_bytes",
                "memory.failcnt",
                "memory.oom_control",
                "cpu.max",
                "cpu.stat",
                "cpu.pressure",
                "cpu.cfs_quota_us",
                "cpu.cfs_period_us",
                "pids.max",
                "pids.current",
                "pids.events");

        @Override
        public String file() {
            return "host/cgroup.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            boolean any = false;
            for (String controller : List.of("memory", "cpu", "pids")) {
                Optional<CgroupDirectory> found = new KernelFiles(ROOT).group(controller);
                if (found.isPresent()) {
                    any = true;
                    write(out, controller, found.get());
                }
            }
            if (!any) {
                throw new SkipException("this process is in no control group");
            }
        }

        private static void write(SectionOut out, String controller, CgroupDirectory directory) {
            out.line(controller + ": version " + directory.version() + ", group " + directory.own());
            for (String name : FILES) {
                Path file = directory.own().resolve(name);
                if (name.startsWith(controller + ".") && Files.exists(file)) {
                    copy(out, file);
                }
            }
        }
    }

    /** The file systems that this application is known to use. Never all of them: one may hang. */
    record DiskFile(List<Path> directories) implements Collector {
        @Override
        public String file() {
            return "host/disk.txt";
        }

        @Override
        public Duration timeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            Set<Path> places = new LinkedHashSet<>();
            places.add(Path.of("").toAbsolutePath());
            places.add(Path.of(System.getProperty("java.io.tmpdir", "/tmp")).toAbsolutePath());
            places.addAll(directories);
            List<Disks.Disk> seen = new ArrayList<>();
            places.forEach(place -> disk(out, place).ifPresent(seen::add));
            facts.put(new Disks(seen));
            if (Files.exists(ROOT.resolve("proc/self/mountinfo"))) {
                out.line("");
                Mounts.read(ROOT).all().forEach(mount -> out.line(mount.toString()));
            }
        }

        private static Optional<Disks.Disk> disk(SectionOut out, Path place) {
            try {
                FileStore store = Files.getFileStore(place);
                out.line(place + " on " + store.name() + " (" + store.type() + (store.isReadOnly() ? ", read-only" : "")
                        + "): " + Quantities.bytes(store.getUsableSpace()) + " usable, "
                        + Quantities.bytes(store.getUnallocatedSpace()) + " unallocated of "
                        + Quantities.bytes(store.getTotalSpace()));
                return Optional.of(new Disks.Disk(
                        place.toString(), store.getUsableSpace(), store.getTotalSpace(), store.isReadOnly()));
            } catch (IOException unknown) {
                out.line(place + ": " + KernelFile.reason(unknown));
                return Optional.empty();
            }
        }
    }

    private static void copy(SectionOut out, Path file) {
        out.line("");
        out.line(file + ":");
        try {
            out.text(KernelFile.read(file));
        } catch (IOException unreadable) {
            out.line(KernelFile.reason(unreadable));
        }
    }
}
