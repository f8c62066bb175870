package dev.vitals.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The class path of an application of Lettuce, or of no client: Jedis is there, and nothing that Jedis brings. */
class WithoutPoolsTest {
    private static final List<String> BROUGHT = List.of("commons-pool2-", "gson-", "json-2");

    @Test
    void the_checks_are_made_and_run_and_their_methods_can_be_looked_at() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("org.apache.commons.pool2.impl.GenericObjectPool"))
                    .isInstanceOf(ClassNotFoundException.class);
            Class<?> probes = loader.loadClass("dev.vitals.redis.RedisProbes");

            // As Spring does with a bean.
            assertThat(probes.getMethods()).isNotEmpty();
            assertThat(probes.getDeclaredMethods()).isNotEmpty();
            AutoCloseable made = (AutoCloseable) probes.getMethod("of", String.class, URI.class)
                    .invoke(null, "cache", URI.create("redis://127.0.0.1:1"));
            Object checks = probes.getMethod("checks").invoke(made);
            Class<?> harness = loader.loadClass("dev.vitals.testkit.ProbeHarness");
            Class<?> check = loader.loadClass("dev.vitals.probe.Check");
            for (Object each : (List<?>) checks) {
                Object result = harness.getMethod("check")
                        .invoke(harness.getMethod("of", check).invoke(null, each));
                assertThat(result.toString()).contains("redis.refused");
            }
            made.close();
        }
    }

    private static URL[] classPath() throws Exception {
        List<URL> urls = new ArrayList<>();
        for (String entry : Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator))) {
            if (BROUGHT.stream().noneMatch(name -> new File(entry).getName().startsWith(name))) {
                urls.add(new File(entry).toURI().toURL());
            }
        }
        return urls.toArray(URL[]::new);
    }
}
