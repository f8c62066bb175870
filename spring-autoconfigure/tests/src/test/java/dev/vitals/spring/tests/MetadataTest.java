package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.PropertySource;

/** What an editor offers is what is read, and the other way round. */
class MetadataTest {
    /** Each of these stands for names that an application chooses. */
    private static final String MAPS = "vitals\\.(checks|datasource|redis)(\\..*)?";

    @Test
    void the_properties_that_are_read_are_those_that_are_described() throws Exception {
        Set<String> described = new TreeSet<>();
        try (InputStream in = metadata().openStream()) {
            for (JsonNode property : new ObjectMapper().readTree(in).get("properties")) {
                assertThat(property.get("description").asText()).endsWith(".");
                described.add(property.get("name").asText());
            }
        }
        assertThat(described).contains("vitals.checks", "vitals.datasource", "vitals.redis");
        described.removeIf(name -> name.matches(MAPS));

        Asked asked = new Asked();
        try (ConfigurableApplicationContext application = new SpringApplicationBuilder(LifecycleTest.Nothing.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .initializers(context -> context.getEnvironment().getPropertySources().addFirst(asked))
                .run("--spring.main.banner-mode=off", "--logging.level.root=off")) {
            assertThat(application.isActive()).isTrue();
        }
        asked.names.removeIf(name -> name.matches(MAPS));
        assertThat(asked.names).containsExactlyInAnyOrderElementsOf(described);
    }

    /** Other jars of the class path have such a file too. */
    private static URL metadata() throws IOException {
        Enumeration<URL> all = MetadataTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json");
        return Collections.list(all).stream()
                .filter(url -> url.getPath().matches(".*(vitals-spring-autoconfigure|/autoconfigure/target/classes).*"))
                .findFirst()
                .orElseThrow();
    }

    /** Has no property, and remembers which of ours it was asked for. */
    private static final class Asked extends PropertySource<Object> {
        private final Set<String> names = new TreeSet<>();

        Asked() {
            super("asked", new Object());
        }

        @Override
        public Object getProperty(String name) {
            if (name.matches("vitals(\\.[a-z-]+)+")) {
                names.add(name);
            }
            return null;
        }
    }
}
