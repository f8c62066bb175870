package dev.vitals.architecture;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toUnmodifiableSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.net.URI;
import java.net.URL;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each jar shows to the world is exactly what we mean it to show. */
class ModuleDescriptorTest {

    /** Every module and all it exports. A package that is not here cannot be published by accident. */
    private static final Map<String, Set<String>> EXPORTS = Map.of(
            "dev.vitals.core",
            Set.of(
                    "dev.vitals",
                    "dev.vitals.deployment",
                    "dev.vitals.dump",
                    "dev.vitals.endpoint",
                    "dev.vitals.errors",
                    "dev.vitals.format",
                    "dev.vitals.incident",
                    "dev.vitals.host",
                    "dev.vitals.jvm",
                    "dev.vitals.meter",
                    "dev.vitals.probe",
                    "dev.vitals.report",
                    "dev.vitals.spi",
                    "dev.vitals.triage"),
            "dev.vitals.jdbc",
            Set.of("dev.vitals.jdbc", "dev.vitals.jdbc.limits"),
            "dev.vitals.redis",
            Set.of("dev.vitals.redis", "dev.vitals.redis.limits"),
            "dev.vitals.http",
            Set.of("dev.vitals.http", "dev.vitals.http.limits"),
            "dev.vitals.jetty",
            Set.of("dev.vitals.jetty"),
            "dev.vitals.logging",
            Set.of("dev.vitals.logging"),
            "dev.vitals.servlet",
            Set.of("dev.vitals.servlet"),
            "dev.vitals.spring",
            Set.of("dev.vitals.spring"),
            "dev.vitals.testkit",
            Set.of("dev.vitals.testkit", "dev.vitals.testkit.network", "dev.vitals.testkit.options"));

    private static final Set<String> FAMILIES = Set.of("dev.vitals.jdbc", "dev.vitals.redis", "dev.vitals.http");

    /** The packages of core that only our modules see. */
    private static final Map<String, Set<String>> SHARED =
            Map.of("dev.vitals.probe.family", FAMILIES, "dev.vitals.text", FAMILIES, "dev.vitals.remote", FAMILIES);

    @Test
    void modules_export_exactly_these_packages() throws IOException {
        Map<String, Set<String>> exported = descriptors().stream()
                .collect(toMap(
                        ModuleDescriptor::name,
                        descriptor -> descriptor.exports().stream()
                                .filter(export -> !export.isQualified())
                                .map(Exports::source)
                                .collect(toUnmodifiableSet())));

        assertThat(exported)
                .isNotEmpty()
                .allSatisfy((module, packages) -> assertThat(packages)
                        .as("exports of %s: change EXPORTS only if users shall see the package", module)
                        .isEqualTo(EXPORTS.get(module)));
    }

    /** What all families of probes share is for our own modules, and for nothing else. */
    @Test
    void what_probes_share_is_exported_to_our_modules_only() throws IOException {
        assertThat(descriptors()).allSatisfy(descriptor -> {
            if (!descriptor.name().equals("dev.vitals.spring")) { // Spring makes its beans by reflection
                assertThat(descriptor.opens()).isEmpty();
            }
            assertThat(descriptor.exports().stream()
                            .filter(Exports::isQualified)
                            .collect(toMap(Exports::source, Exports::targets)))
                    .isEqualTo(descriptor.name().equals("dev.vitals.core") ? SHARED : Map.of());
        });
    }

    @Test
    void every_jar_with_classes_has_a_descriptor() throws IOException {
        List<URI> described = locations("module-info.class").toList();

        assertThat(OurClasses.all().stream()
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .map(ModuleDescriptorTest::root)
                        .distinct())
                .isSubsetOf(described);
    }

    private static List<ModuleDescriptor> descriptors() throws IOException {
        return Collections.list(ClassLoader.getSystemResources("module-info.class")).stream()
                .map(ModuleDescriptorTest::read)
                .filter(descriptor -> descriptor.name().startsWith(OurClasses.BASE + "."))
                .toList();
    }

    private static ModuleDescriptor read(URL url) {
        try (InputStream in = url.openStream()) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new AssertionError("cannot read " + url, e);
        }
    }

    private static Stream<URI> locations(String resource) throws IOException {
        return Collections.list(ClassLoader.getSystemResources(resource)).stream()
                .map(url -> withoutEnd(url.toString(), resource));
    }

    /** The directory or jar a class was loaded from. */
    private static URI root(JavaClass type) {
        Source source = type.getSource().orElseThrow();
        return withoutEnd(source.getUri().toString(), type.getName().replace('.', '/') + ".class");
    }

    private static URI withoutEnd(String location, String end) {
        return URI.create(location.substring(0, location.length() - end.length()));
    }
}
