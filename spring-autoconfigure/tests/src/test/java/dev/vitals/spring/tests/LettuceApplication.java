package dev.vitals.spring.tests;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;

/** An application that leaves its Redis client to Spring Boot. Starts, and returns its beans with their classes. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration(
        excludeName = {
            "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration"
        })
public class LettuceApplication implements Function<List<String>, Map<String, String>> {
    static final String CLIENT = "configuration of the client";

    @Override
    public Map<String, String> apply(List<String> properties) {
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(LettuceApplication.class)
                .web(WebApplicationType.NONE)
                .registerShutdownHook(false)
                .run("--spring.main.banner-mode=off", "--logging.level.root=off")) {
            Map<String, String> found = new TreeMap<>();
            for (String name : context.getBeanDefinitionNames()) {
                // A lambda has another name each time.
                found.put(name, String.valueOf(context.getType(name)).replaceFirst("\\$\\$Lambda.*", ""));
            }
            LettuceConnectionFactory factory = context.getBean(LettuceConnectionFactory.class);
            found.put(CLIENT, factory.getClientConfiguration().getClass().getSimpleName());
            return found;
        }
    }
}
