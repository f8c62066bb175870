package dev.vitals.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.report.Build;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentSettingsTest {
    private static final String COMMIT = "5b46c0c0123456789abcdef0123456789abcdef0";

    @TempDir
    Path directory;

    /** What a jar of an application holds. */
    public static final class Application {
        private Application() {}
    }

    @Test
    void the_files_of_the_build_tools_are_read_beside_the_application_and_not_beside_its_libraries() throws Exception {
        Path library = jar("library.jar", Map.of("git.properties", "git.build.version=9.9\ngit.commit.id=1111111\n"));
        Map<String, String> files = new LinkedHashMap<>();
        files.put("META-INF/build-info.properties", "build.version=1.4.2\nbuild.time=2026-11-20T09\\:30\\:00Z\n");
        files.put(
                "git.properties", "git.build.version=1.4\ngit.commit.id.abbrev=5b46c0c\ngit.commit.id.full=" + COMMIT);

        assertThat(build(library, application(files)))
                .isEqualTo(new Build(
                        Optional.of("1.4.2"), Optional.of(COMMIT), Optional.of(Instant.parse("2026-11-20T09:30:00Z"))));
    }

    @Test
    void git_properties_alone_are_enough() throws Exception {
        String git =
                "git.build.version=1.4\ngit.commit.id=" + COMMIT + "\ngit.build.time=2026-11-20T10\\:30\\:00+0100\n";

        assertThat(build(application(Map.of("git.properties", git))))
                .isEqualTo(new Build(
                        Optional.of("1.4"), Optional.of(COMMIT), Optional.of(Instant.parse("2026-11-20T09:30:00Z"))));
    }

    @Test
    void the_manifest_is_asked_last_and_nonsense_is_left_out() throws Exception {
        String git = "git.commit.id=${git.commit}\ngit.build.time=yesterday\nx=\\u00zz";

        assertThat(build(application(Map.of("git.properties", git))))
                .isEqualTo(new Build(Optional.of("0.7"), Optional.empty(), Optional.empty()));
    }

    @Test
    void what_is_given_goes_before_what_is_found() {
        Build build = DeploymentSettings.of(DeploymentSettingsTest.class)
                .version("2.0")
                .commit("abcdef1")
                .builtAt(Instant.EPOCH)
                .build();

        assertThat(build).isEqualTo(new Build(Optional.of("2.0"), Optional.of("abcdef1"), Optional.of(Instant.EPOCH)));
    }

    private Path application(Map<String, String> files) throws IOException {
        Map<String, String> all = new LinkedHashMap<>(files);
        all.put("", "");
        return jar("application.jar", all);
    }

    private Path jar(String name, Map<String, String> files) throws IOException {
        Path jar = directory.resolve(name);
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "0.7");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest)) {
            for (Map.Entry<String, String> entry : files.entrySet()) {
                boolean code = entry.getKey().isEmpty();
                String path = Application.class.getName().replace('.', '/') + ".class";
                out.putNextEntry(new ZipEntry(code ? path : entry.getKey()));
                out.write(code ? bytes(path) : entry.getValue().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return jar;
    }

    private static byte[] bytes(String path) throws IOException {
        try (InputStream in = DeploymentSettingsTest.class.getClassLoader().getResourceAsStream(path)) {
            return in.readAllBytes();
        }
    }

    private static Build build(Path... jars) throws Exception {
        URL[] urls = new URL[jars.length];
        for (int i = 0; i < jars.length; i++) {
            urls[i] = jars[i].toUri().toURL();
        }
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            return DeploymentSettings.of(Class.forName(Application.class.getName(), false, loader))
                    .build();
        }
    }
}
