package dev.vitals.testkit.internal.artifact;

import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Maven artifact that holds server binaries. Its jar is looked for on the class path, then in the directories the
 * system property {@value #DIRECTORIES} names, then in the local Maven repository. The latter two are what makes a
 * second version possible: one class path holds one version of an artifact.
 */
public record ServerArtifact(String product, String group, String artifact, String example) {

    static final String DIRECTORIES = "vitals.testkit.servers";

    /** Where {@code dependency:copy} puts things when a build does not say otherwise, roughly. */
    static final String DEFAULT_DIRECTORY = "target/servers";

    /** The newest jar of the wanted version in the first place that has one. */
    public ServerJar find(ServerOptions options) {
        Predicate<ServerJar> wanted = jar -> options.version().map(jar::matches).orElse(true);
        return Stream.of(onClassPath(), inDirectories(), inLocalRepository())
                .map(place -> place.stream().filter(wanted).max(ServerJar.OLDEST_FIRST))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> missing(options));
    }

    private ServerException missing(ServerOptions options) {
        String version = options.version().orElse("");
        List<String> found = Stream.of(onClassPath(), inDirectories(), inLocalRepository())
                .flatMap(List::stream)
                .map(ServerJar::version)
                .distinct()
                .toList();
        String coordinates = group + ":" + artifact + ":" + (matchesExample(version) ? example : version + ".x");
        return new ServerException(product + (version.isEmpty() ? "" : " " + version) + " is not available (found: "
                + (found.isEmpty() ? "none" : String.join(", ", found)) + "). Add the dependency " + coordinates
                + " in test scope; if the class path already holds another version, fetch the jar instead, with"
                + " 'mvn dependency:get -Dartifact=" + coordinates + " -Dtransitive=false' or dependency:copy into "
                + DEFAULT_DIRECTORY + " (or a directory named by -D" + DIRECTORIES + ")");
    }

    private boolean matchesExample(String version) {
        return version.isEmpty() || (example + ".").startsWith(version + ".");
    }

    private List<ServerJar> onClassPath() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? ServerArtifact.class.getClassLoader() : context;
        try {
            // Every jar has a manifest, and the URL of a resource names its jar.
            return loader.resources("META-INF/MANIFEST.MF")
                    .flatMap(url -> jarOf(url).stream())
                    .flatMap(file -> ServerJar.of(artifact, file).stream())
                    .toList();
        } catch (UncheckedIOException e) {
            throw new ServerException("cannot read the class path", e);
        }
    }

    private static Optional<Path> jarOf(URL manifest) {
        String text = manifest.toString();
        int bang = text.indexOf("!/");
        return text.startsWith("jar:file:") && bang > 0
                ? Optional.of(Path.of(URI.create(text.substring("jar:".length(), bang))))
                : Optional.empty();
    }

    private List<ServerJar> inDirectories() {
        String directories = System.getProperty(DIRECTORIES, DEFAULT_DIRECTORY);
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
                .splitAsStream(directories)
                .flatMap(directory -> jarsBelow(Path.of(directory), 1).stream())
                .toList();
    }

    private List<ServerJar> inLocalRepository() {
        // Surefire passes the repository to its tests under the second name.
        String repository = Stream.of("maven.repo.local", "localRepository")
                .map(System::getProperty)
                .filter(value -> value != null && !value.isBlank())
                .findFirst()
                .orElse(Path.of(System.getProperty("user.home", "."), ".m2", "repository")
                        .toString());
        return jarsBelow(Path.of(repository).resolve(group.replace('.', '/')).resolve(artifact), 2);
    }

    private List<ServerJar> jarsBelow(Path directory, int depth) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(directory, depth)) {
            return files.flatMap(file -> ServerJar.of(artifact, file).stream()).toList();
        } catch (IOException e) {
            throw new ServerException("cannot look for " + artifact + " in " + directory, e);
        }
    }
}
