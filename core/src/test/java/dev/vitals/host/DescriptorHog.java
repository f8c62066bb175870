package dev.vitals.host;

import dev.vitals.jvm.HeapProbe;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Opens files until no descriptor is left, then runs every probe. */
final class DescriptorHog {
    private static final Threshold NEXT_TO_NOTHING = Threshold.below(Size.ofBytes(1), Size.ofBytes(1));

    private DescriptorHog() {}

    public static void main(String[] arguments) throws Exception {
        Probe known = disk("/");
        Probe memory = MemoryProbe.create();
        Probe heap = HeapProbe.create();
        // A process that has run for a while has loaded these classes; without descriptors none can be loaded.
        for (Probe probe : List.of(known, memory, heap, disk("/proc"), disk("/nothing"))) {
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
        }
        System.out.println(open.size());
    }

    private static Probe disk(String path) {
        return DiskProbe.at(Path.of(path)).limits(limits -> limits.usable(NEXT_TO_NOTHING));
    }

    private static String answer(String name, Probe probe) throws Exception {
        Result result = new TestContext().run(probe);
        return name + ": " + result.cause() + " " + result.summary();
    }
}
