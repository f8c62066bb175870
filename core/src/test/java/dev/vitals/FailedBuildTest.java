package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.engine.SystemTime;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.Result;
import dev.vitals.spi.TimeSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wherever {@code build} fails, it leaves nothing behind. */
class FailedBuildTest {
    private final Set<Thread> before = Thread.getAllStackTraces().keySet();

    @Test
    void no_thread_and_no_lock_on_the_journal_is_left(@TempDir Path directory) {
        int allowed = 0;
        while (!isBuilt(allowed, directory)) {
            await().untilAsserted(() -> assertThat(left()).isEmpty());
            allowed++;
        }

        assertThat(allowed).as("ways to fail").isGreaterThan(2);
    }

    @SuppressWarnings("try")
    private static boolean isBuilt(int allowed, Path directory) {
        TimeSource time = new Failing(allowed);
        try (Vitals vitals = Vitals.builder("failing")
                .check("a", context -> Result.up())
                .incidents(IncidentSettings.DEFAULT.directory(directory))
                .time(time)
                .build()) {
            return true;
        } catch (IllegalStateException planned) {
            // A directory that was still in use would be another error, of the configuration.
            assertThat(planned).hasMessage("planned");
            return false;
        }
    }

    private Set<String> left() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !before.contains(thread))
                .map(Thread::getName)
                .filter(name -> name.startsWith("vitals-"))
                .collect(Collectors.toSet());
    }

    /** The machine's time, until the building thread has asked so many times. */
    private static final class Failing implements TimeSource {
        private final Thread builder = Thread.currentThread();
        private int left;

        Failing(int allowed) {
            left = allowed;
        }

        private void ask() {
            if (Thread.currentThread().equals(builder) && left-- == 0) {
                throw new IllegalStateException("planned");
            }
        }

        @Override
        public Instant now() {
            ask();
            return SystemTime.INSTANCE.now();
        }

        @Override
        public long nanoTime() {
            ask();
            return SystemTime.INSTANCE.nanoTime();
        }

        @Override
        public Loop openLoop(String threadName, Step step) {
            ask();
            return SystemTime.INSTANCE.openLoop(threadName, step);
        }
    }
}
