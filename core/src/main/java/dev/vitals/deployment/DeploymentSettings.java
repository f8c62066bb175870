package dev.vitals.deployment;

import dev.vitals.report.Build;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where an aggregator learns which build of the application runs.
 *
 * <pre>{@code
 * Vitals.builder("orders")
 *         .deployment(DeploymentSettings.of(Main.class).remember(Path.of("/var/lib/orders/versions")))
 * }</pre>
 *
 * <p>This class is immutable and thread-safe: each method returns a changed copy.
 *
 * @since 0.1.0
 */
public final class DeploymentSettings {
    private final Build found;
    private final Optional<Path> memory;

    private DeploymentSettings(Build found, Optional<Path> memory) {
        this.found = found;
        this.memory = memory;
    }

    /**
     * Looks for the build beside a class of the application: in its {@code META-INF/build-info.properties} (Spring Boot's
     * plugins), its {@code git.properties} (git-commit-id-maven-plugin, gradle-git-properties), and the
     * {@code Implementation-Version} of its manifest, in this order for each value. What lies beside other classes, such as
     * those of a library, does not count. Reads the files now.
     *
     * @param application a class of the application, such as its main class
     * @return the settings; they know nothing if nothing is found
     */
    public static DeploymentSettings of(Class<?> application) {
        Objects.requireNonNull(application, "application");
        return new DeploymentSettings(BuildFiles.beside(application), Optional.empty());
    }

    /**
     * Returns settings that know nothing yet.
     *
     * @return the settings
     */
    public static DeploymentSettings given() {
        return new DeploymentSettings(
                new Build(Optional.empty(), Optional.empty(), Optional.empty()), Optional.empty());
    }

    /**
     * Returns these settings with a version.
     *
     * @param version goes before one that is found
     * @return a copy
     */
    public DeploymentSettings version(String version) {
        Optional<String> known = Optional.of(Objects.requireNonNull(version, "version"));
        return new DeploymentSettings(new Build(known, found.commit(), found.builtAt()), memory);
    }

    /**
     * Returns these settings with a commit.
     *
     * @param commit goes before one that is found
     * @return a copy
     */
    public DeploymentSettings commit(String commit) {
        Optional<String> known = Optional.of(Objects.requireNonNull(commit, "commit"));
        return new DeploymentSettings(new Build(found.version(), known, found.builtAt()), memory);
    }

    /**
     * Returns these settings with the time of the build.
     *
     * @param time goes before one that is found
     * @return a copy
     */
    public DeploymentSettings builtAt(Instant time) {
        Optional<Instant> known = Optional.of(Objects.requireNonNull(time, "time"));
        return new DeploymentSettings(new Build(found.version(), found.commit(), known), memory);
    }

    /**
     * Returns these settings with a small file that remembers which builds have run on this host, so that a report can say
     * what was deployed before a failure. It is made if it is not there; its directory must exist. Several processes of an
     * application may share it, as long as they run one version at a time. A file that cannot be read or written does no
     * harm: then nothing is remembered. Nothing is without a version or commit.
     *
     * @param file on a local disk
     * @return a copy
     */
    public DeploymentSettings remember(Path file) {
        return new DeploymentSettings(found, Optional.of(Objects.requireNonNull(file, "file")));
    }

    /**
     * Returns what is known of the build.
     *
     * @return the build
     */
    public Build build() {
        return found;
    }

    /**
     * Returns where earlier builds are remembered.
     *
     * @return the file; empty if they are not
     */
    public Optional<Path> memory() {
        return memory;
    }
}
