package dev.vitals.host;

import dev.vitals.Vitals;
import dev.vitals.jvm.HeapProbe;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import dev.vitals.report.Report;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opens files until no descriptor is left, then runs every probe. */
final class DescriptorHog {
    private static final Threshold NEXT_TO_NOTHING = Threshold.below(Size.ofBytes(1), Size.ofBytes(1));

    private DescriptorHog() {}

    public static void main(String[] arguments) throws Exception {
        Probe known = disk("/");
        Probe memory = MemoryProbe.create();
        Probe heap = HeapProbe.create();
        Probe descriptors = DescriptorProbe.create();
        try (Vitals warm = vitals()) {
            report(warm);
        }
        Vitals vitals = vitals();
        loadAll();
        for (Probe probe : List.of(known, memory, heap, descriptors, disk("/proc"), disk("/nothing"))) {
            answer("", probe);
        }
        List<FileInputStream> open = new ArrayList<>();
        try {
            while (true) {
                open.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException none) {
            System.out.println(answer("known disk", known));
            System.out.println(answer("new disk", disk("/tmp")));
            System.out.println(answer("memory", memory));
            System.out.println(answer("heap", heap));
            System.out.println(answer("descriptors", descriptors));
            report(vitals);
        }
        System.out.println(open.size());
    }

    /**
     * A jar stays open, so that an application finds a class even when no descriptor is left; in the directory that the
     * tests run on it would not.
     */
    private static void loadAll() throws Exception {
        Path classes = Path.of(
                Vitals.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (!Files.isDirectory(classes)) {
            return;
        }
        try (Stream<Path> files = Files.walk(classes.resolve("dev"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".class")).toList()) {
                String name = classes.relativize(file).toString().replace('/', '.');
                if (!name.endsWith("-info.class")) {
                    Class.forName(
                            name.substring(0, name.length() - ".class".length()), false, Vitals.class.getClassLoader());
                }
            }
        }
    }

    /** The findings, and which of them stands at the root of the unreadable ones. */
    private static void report(Vitals vitals) {
        Report report = vitals.report();
        System.out.println(report.checks().stream()
                .filter(check -> check.status() != Status.UP)
                .map(check -> check.name() + " " + check.cause())
                .sorted()
                .collect(Collectors.joining(", ")));
        System.out.println(report.verdict().rootCauses().stream()
                .map(root -> root.check() + " explains " + root.symptoms())
                .collect(Collectors.joining(", ")));
    }

    /** All but the disk, which on this machine may be full. Runs nothing before it is asked. */
    private static Vitals vitals() {
        return Vitals.builder("hog")
                .schedule(false)
                .startUpGrace(Duration.ZERO)
                .add(HostProbes.standard().without("disk"))
                .build();
    }

    private static Probe disk(String path) {
        return DiskProbe.at(Path.of(path)).limits(limits -> limits.usable(NEXT_TO_NOTHING));
    }

    private static String answer(String name, Probe probe) throws Exception {
        Result result = new TestContext().run(probe);
        return name + ": " + result.cause() + " " + result.summary();
    }
}
