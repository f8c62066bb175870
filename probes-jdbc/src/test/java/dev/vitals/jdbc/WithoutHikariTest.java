package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class WithoutHikariTest {
    @Test
    void everything_but_the_pool_works_where_hikari_is_absent() throws Exception {
        try (URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
            Class<?> probes = loader.loadClass(JdbcProbes.class.getName());
            Object source = loader.loadClass("org.postgresql.ds.PGSimpleDataSource")
                    .getDeclaredConstructor()
                    .newInstance();
            source.getClass().getMethod("setUrl", String.class).invoke(source, "jdbc:postgresql://h/d");

            Object made = probes.getMethod("of", String.class, DataSource.class).invoke(null, "db", source);

            assertThat(made.toString()).contains("db.connect, db.locks").doesNotContain("db.pool");
            assertThatExceptionOfType(ClassNotFoundException.class)
                    .isThrownBy(() -> loader.loadClass("com.zaxxer.hikari.HikariDataSource"));
        }
    }

    private static URL[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("HikariCP"))
                .map(WithoutHikariTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
