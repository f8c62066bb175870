package dev.vitals.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WithoutPoolLibrariesTest {
    private static final List<String> POOLS =
            List.of("HikariCP", "tomcat-jdbc", "tomcat-juli", "commons-dbcp2", "commons-pool2", "agroal");

    @Test
    void everything_but_the_pool_works_where_no_pool_is_on_the_class_path() throws Exception {
        try (URLClassLoader loader = without(POOLS)) {
            Object source = make(loader, "org.postgresql.ds.PGSimpleDataSource");
            source.getClass().getMethod("setUrl", String.class).invoke(source, "jdbc:postgresql://h/d");

            assertThat(checks(loader, source)).contains("db.connect, db.locks").doesNotContain("db.pool");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HikariCP, com.zaxxer.hikari.HikariDataSource, org.apache.tomcat.jdbc.pool.DataSource",
        "tomcat-jdbc, org.apache.tomcat.jdbc.pool.DataSource, org.apache.commons.dbcp2.BasicDataSource",
        "commons-dbcp2, org.apache.commons.dbcp2.BasicDataSource, com.zaxxer.hikari.HikariDataSource",
        "agroal, io.agroal.api.AgroalDataSource, org.apache.commons.dbcp2.BasicDataSource"
    })
    void one_pool_is_read_where_another_is_absent(String absent, String gone, String used) throws Exception {
        try (URLClassLoader loader = without(List.of(absent))) {
            assertThat(checks(loader, make(loader, used))).contains("db.connect, db.pool");
            assertThatExceptionOfType(ClassNotFoundException.class).isThrownBy(() -> loader.loadClass(gone));
        }
    }

    private static Object make(ClassLoader loader, String type) throws ReflectiveOperationException {
        return loader.loadClass(type).getDeclaredConstructor().newInstance();
    }

    private static String checks(ClassLoader loader, Object source) throws ReflectiveOperationException {
        Class<?> probes = loader.loadClass(JdbcProbes.class.getName());
        return probes.getMethod("of", String.class, DataSource.class)
                .invoke(null, "db", source)
                .toString();
    }

    private static URLClassLoader without(List<String> libraries) {
        Stream<String> entries =
                Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator));
        URL[] rest = entries.filter(entry -> libraries.stream().noneMatch(entry::contains))
                .map(WithoutPoolLibrariesTest::url)
                .toArray(URL[]::new);
        return new URLClassLoader(rest, ClassLoader.getPlatformClassLoader());
    }

    private static URL url(String entry) {
        try {
            return Path.of(entry).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
