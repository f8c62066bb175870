package dev.vitals.spring.tests;

import java.util.List;
import java.util.function.Function;
import org.apache.catalina.webresources.TomcatURLStreamHandlerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.ClassUtils;

/** An application that {@link Isolated} starts by name. Returns its context and its port. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class IsolatedApplication implements Function<List<String>, Object[]> {
    private static final String TOMCAT = "org.apache.catalina.startup.Tomcat";

    @Override
    public Object[] apply(List<String> properties) {
        if (ClassUtils.isPresent(TOMCAT, getClass().getClassLoader())) {
            Tomcats.keepTheFactoryFree();
        }
        ConfigurableApplicationContext context = new SpringApplicationBuilder(IsolatedApplication.class)
                .registerShutdownHook(false)
                .run(properties.stream().map(each -> "--" + each).toArray(String[]::new));
        return new Object[] {
            context, context.getEnvironment().getRequiredProperty("local.server.port", Integer.class)
        };
    }

    /** A virtual machine has one factory of URLs, and these tests have several Tomcats. */
    private static final class Tomcats {
        static void keepTheFactoryFree() {
            TomcatURLStreamHandlerFactory.disable();
        }
    }
}
