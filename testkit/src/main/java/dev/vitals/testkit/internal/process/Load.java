package dev.vitals.testkit.internal.process;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** How busy this machine is. A limit in wall-clock time must grow with it, or it measures the neighbours. */
public final class Load {

    /** Beyond this a machine no longer is slow, but stuck. */
    private static final double MOST = 30;

    private static final Path LINUX = Path.of("/proc/loadavg");

    private Load() {}

    /** A limit that is right for an idle machine, made right for this one. */
    public static Duration stretch(Duration limit) {
        return stretch(limit, perCore());
    }

    static Duration stretch(Duration limit, double perCore) {
        return Duration.ofNanos((long) (limit.toNanos() * Math.min(MOST, Math.max(1, perCore))));
    }

    /** As a person would say it. */
    static String words() {
        return String.format(Locale.ROOT, "at a load of %.1f per core", perCore());
    }

    /** The average of the last minute, or what wants to run right now if that is more: an average lags behind. */
    private static double perCore() {
        double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return Math.max(average, runnable()) / Runtime.getRuntime().availableProcessors();
    }

    private static int runnable() {
        try {
            return Files.exists(LINUX) ? runnable(Files.readString(LINUX)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** The fourth field counts the threads that want to run and all there are: {@code 0.50 0.40 0.30 3/512 4711}. */
    static int runnable(String loadavg) {
        return Integer.parseInt(loadavg.split(" ", -1)[3].split("/", -1)[0]);
    }
}
