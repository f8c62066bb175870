package dev.vitals.testkit.internal.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vitals.testkit.options.ServerException;
import dev.vitals.testkit.options.ServerOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerArtifactTest {

    private static final String REPOSITORY = "maven.repo.local";

    private final ServerArtifact artifact = new ServerArtifact("Frobnitz", "org.example", "frobnitz-linux", "3.2.1");

    @TempDir
    Path temporary;

    @BeforeEach
    void only_the_temporary_directory_is_searched() {
        System.setProperty(
                ServerArtifact.DIRECTORIES,
                temporary.resolve("none") + File.pathSeparator + temporary.resolve("servers"));
        System.setProperty(REPOSITORY, temporary.resolve("repository").toString());
    }

    @AfterEach
    void all_is_as_before() {
        System.clearProperty(ServerArtifact.DIRECTORIES);
        System.clearProperty(REPOSITORY);
    }

    @Test
    void the_newest_jar_is_taken_by_numbers_and_not_by_letters() throws IOException {
        jar("servers/frobnitz-linux-9.10.0.jar");
        jar("servers/frobnitz-linux-10.2.0.jar");
        jar("servers/frobnitz-linux-10.11.0.jar");

        assertThat(artifact.find(ServerOptions.defaults()).version()).isEqualTo("10.11.0");
    }

    @Test
    void a_version_means_its_leading_numbers() throws IOException {
        jar("servers/frobnitz-linux-1.9.0.jar");
        jar("servers/frobnitz-linux-12.1.0.jar");

        assertThat(artifact.find(ServerOptions.defaults().withVersion("1")).version())
                .isEqualTo("1.9.0");
    }

    @Test
    void the_local_repository_is_searched_last() throws IOException {
        jar("servers/frobnitz-linux-1.0.0.jar");
        jar("repository/org/example/frobnitz-linux/2.0.0/frobnitz-linux-2.0.0.jar");

        assertThat(artifact.find(ServerOptions.defaults()).version()).isEqualTo("1.0.0");
        assertThat(artifact.find(ServerOptions.defaults().withVersion("2")).version())
                .isEqualTo("2.0.0");
    }

    @Test
    void other_files_are_left_alone() throws IOException {
        jar("servers/frobnitz-linux-alpine-1.0.0.jar");
        jar("servers/frobnitz-linux-1.0.0.pom");
        jar("servers/frobnitz-linux-1.0.0-sources.jar");

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> artifact.find(ServerOptions.defaults()))
                .withMessageContaining("Frobnitz is not available (found: none)")
                .withMessageContaining("org.example:frobnitz-linux:3.2.1");
    }

    @Test
    void what_is_missing_is_named_with_what_is_there() throws IOException {
        jar("servers/frobnitz-linux-1.0.0.jar");

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> artifact.find(ServerOptions.defaults().withVersion("4")))
                .withMessageContaining("Frobnitz 4 is not available (found: 1.0.0)")
                .withMessageContaining("mvn dependency:get -Dartifact=org.example:frobnitz-linux:4.x");
    }

    @Test
    void a_jar_that_is_none_is_told() throws IOException {
        jar("servers/frobnitz-linux-1.0.0.jar");
        ServerJar broken = artifact.find(ServerOptions.defaults());

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> Installation.of(broken, Unpacker.tarball()))
                .withMessageContaining("cannot unpack")
                .withMessageContaining("frobnitz-linux-1.0.0.jar");
    }

    @Test
    void a_jar_is_unpacked_once() throws IOException {
        jar("servers/frobnitz-linux-1.0.0.jar");
        ServerJar jar = artifact.find(ServerOptions.defaults());
        AtomicInteger unpacked = new AtomicInteger();
        Unpacker unpacker = (file, into) -> Files.writeString(into.resolve("server"), "" + unpacked.incrementAndGet());

        Path first = Installation.of(jar, unpacker).path();

        assertThat(Installation.of(jar, unpacker).path()).isEqualTo(first);
        assertThat(first.resolve("server")).hasContent("1");
    }

    private void jar(String name) throws IOException {
        Path file = temporary.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not a jar");
    }
}
