package dev.vitals.spring.tests;

import dev.vitals.probe.Impact;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.report.StatusListener;
import dev.vitals.spring.VitalsBuilderCustomizer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.info.GitProperties;
import org.springframework.context.annotation.Bean;

/** An application that leaves everything to Spring Boot, and has a probe and a change of its own. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class Application {
    /** Turns the application's own probe bad. */
    static final AtomicBoolean LICENCE_EXPIRED = new AtomicBoolean();

    static final AtomicBoolean LISTENED = new AtomicBoolean();

    /** What Spring's processing ahead of time starts. */
    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    @Bean
    Probe licence() {
        return context -> LICENCE_EXPIRED.get() ? Result.down("licence.expired", "it has ended") : Result.up("valid");
    }

    @Bean
    VitalsBuilderCustomizer more() {
        return builder -> builder.check("more", context -> Result.up(), c -> c.impact(Impact.MINOR));
    }

    @Bean
    BuildProperties build() {
        java.util.Properties values = new java.util.Properties();
        values.setProperty("version", "4.5.6");
        values.setProperty("time", "2026-11-01T10:00:00Z");
        return new BuildProperties(values);
    }

    @Bean
    GitProperties git() {
        java.util.Properties values = new java.util.Properties();
        values.setProperty("commit.id", "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678");
        return new GitProperties(values);
    }

    @Bean
    StatusListener listener() {
        return change -> LISTENED.set(true);
    }
}
