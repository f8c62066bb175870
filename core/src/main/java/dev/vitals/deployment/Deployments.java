package dev.vitals.deployment;

import dev.vitals.report.Build;
import dev.vitals.report.Deployment;
import dev.vitals.spi.Redactor;
import dev.vitals.text.Clean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known of the deployment. The file is read and written on a thread of its own, which ends with it: a disk that
 * hangs must not keep an application from starting. Thread-safe.
 */
public final class Deployments implements Supplier<Optional<Deployment>> {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int LONGEST = 100;

    private volatile Deployment latest;

    private Deployments(Build build) {
        Instant started =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        latest = new Deployment(build, started, Optional.empty(), Optional.empty());
    }

    /**
     * Finds out. Waits for the file for at most a second; what it says is known later then.
     *
     * @param application the name reports carry
     * @param settings where to look
     * @param now the wall-clock time
     * @param redactor applied to what was found
     * @return what is known
     */
    public static Deployments of(String application, DeploymentSettings settings, Instant now, Redactor redactor) {
        Build found = settings.build();
        Build build = new Build(
                found.version().map(text -> clean(text, redactor)),
                found.commit().map(text -> clean(text, redactor)),
                found.builtAt());
        Deployments deployments = new Deployments(build);
        if (build.known()) {
            settings.memory().ifPresent(file -> deployments.remember(new VersionFile(file, application), now));
        }
        return deployments;
    }

    private static String clean(String text, Redactor redactor) {
        return Clean.line(redactor.redact(text), LONGEST);
    }

    private void remember(VersionFile file, Instant now) {
        Thread reader = new Thread(null, () -> note(file, now), "vitals-deployment");
        reader.setDaemon(true);
        try {
            reader.start();
            reader.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OutOfMemoryError noThread) {
            // Then nothing is remembered.
        }
    }

    private void note(VersionFile file, Instant now) {
        try {
            Deployment known = latest;
            VersionFile.Latest seen = file.note(known.build(), now);
            latest = new Deployment(
                    known.build(),
                    known.startedAt(),
                    seen.before().map(before -> seen.now().at()),
                    seen.before().map(VersionFile.Seen::build));
        } catch (IOException | RuntimeException unusable) {
            // Then nothing is remembered.
        }
    }

    @Override
    public Optional<Deployment> get() {
        return Optional.of(latest);
    }
}
