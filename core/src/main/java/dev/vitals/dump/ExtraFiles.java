package dev.vitals.dump;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** The parts that a bundle has only on request. */
final class ExtraFiles {
    private static final int CLASSES = 200;

    private ExtraFiles() {}

    /** Puts what an extra needs around a part: its time, its confirmation. */
    record Extra(DumpExtra extra, boolean confirmed, Collector part) implements Collector {
        @Override
        public String file() {
            return part.file();
        }

        @Override
        public Duration timeout() {
            return extra.timeout();
        }

        @Override
        public int cap() {
            return part.cap();
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            if (extra.needsConfirmation() && !confirmed) {
                throw new SkipException("asked for, but not confirmed");
            }
            part.collect(out, facts);
        }
    }

    static Collector of(DumpExtra extra, DumpRequest request, Beside beside) {
        return new Extra(
                extra,
                request.confirmed(),
                switch (extra) {
                    case THREAD_PRINT -> new CommandFile("threads/thread-print.txt", "threadPrint", Optional.empty());
                    case VIRTUAL_THREADS -> new VirtualThreadsFile();
                    case NATIVE_THREADS -> new NativeThreadsFile();
                    case CLASS_LOADERS -> CommandsFile.CLASS_LOADERS;
                    case VM_INFO -> new CommandFile("jvm/vm-info.txt", "vmInfo", Optional.empty());
                    case CLASS_HISTOGRAM -> new HistogramFile("jvm/class-histogram.txt", Optional.of("-all"));
                    case LIVE_HISTOGRAM -> new HistogramFile("jvm/class-histogram-live.txt", Optional.empty());
                    case HEAP_DUMP -> new HeapFile(beside);
                    case FLIGHT_RECORDING -> new FlightFile(beside, false);
                    case NEW_FLIGHT_RECORDING -> new FlightFile(beside, true);
                });
    }

    /** The largest classes. */
    record HistogramFile(String file, Optional<String> argument) implements Collector {
        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            CommandFile.ask("gcClassHistogram", argument)
                    .lines()
                    .limit(CLASSES + 2L)
                    .forEach(out::line);
        }
    }

    /** The virtual threads, which no bean lists: the virtual machine writes them to a file that must not exist. */
    static final class VirtualThreadsFile implements Collector {
        @Override
        public String file() {
            return "threads/virtual.json";
        }

        @Override
        public int cap() {
            return 20 << 20;
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            Path directory = Files.createTempDirectory(Leftovers.TEMPORARY); // for its owner alone, as the file is not
            Path file = directory.resolve(Leftovers.IN_TEMPORARY);
            try {
                write(file);
                try (BufferedReader lines = Files.newBufferedReader(file)) {
                    lines.lines().forEach(out::line);
                }
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(directory);
            }
        }

        /** By reflection: Java 17 has no such method. */
        private static void write(Path file) throws Exception {
            Optional<Method> found = Arrays.stream(HotSpotDiagnosticMXBean.class.getMethods())
                    .filter(method -> method.getName().equals("dumpThreads"))
                    .findFirst();
            Method method = found.orElseThrow(() -> new SkipException("this Java has no virtual threads"));
            Object json = Arrays.stream(method.getParameterTypes()[1].getEnumConstants())
                    .filter(form -> form.toString().equals("JSON"))
                    .findFirst()
                    .orElseThrow(() -> new SkipException("this Java writes no JSON"));
            method.invoke(bean(), file.toString(), json);
        }
    }

    static HotSpotDiagnosticMXBean bean() throws Collector.SkipException {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        if (bean == null) {
            throw new Collector.SkipException("this virtual machine has no such command");
        }
        return bean;
    }

    /** What of a heap dump goes into the bundle: where it is. */
    record HeapFile(Beside beside) implements Collector {
        @Override
        public String file() {
            return "jvm/heap-dump.txt";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            Path place = beside.place();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            Beside.requireRoom(place, heap / 10 * 12 + Files.getFileStore(place).getTotalSpace() / 10);
            Path file = beside.write(".hprof", unfinished -> bean().dumpHeap(unfinished.toString(), true));
            out.line(file + " " + Files.size(file) + " bytes. It holds every secret of the process.");
        }
    }
}
