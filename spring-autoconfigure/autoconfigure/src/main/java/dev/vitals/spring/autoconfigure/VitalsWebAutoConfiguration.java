package dev.vitals.spring.autoconfigure;

import dev.vitals.Vitals;
import dev.vitals.endpoint.Authoriser;
import dev.vitals.spring.internal.settings.Properties;
import dev.vitals.spring.internal.web.Endpoint;
import dev.vitals.spring.internal.web.EndpointCondition;
import dev.vitals.spring.internal.web.EndpointSettings;
import dev.vitals.spring.internal.web.Lifecycle;
import dev.vitals.spring.internal.web.MvcHandler;
import dev.vitals.spring.internal.web.WebFluxHandler;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * Mounts the plain endpoint at {@code /health} on the application's own server where there is no Actuator, or where
 * {@code vitals.endpoint.enabled} says so.
 */
@AutoConfiguration(after = VitalsAutoConfiguration.class)
@ConditionalOnBean(Vitals.class)
@ConditionalOnWebApplication
@Conditional(EndpointCondition.class)
final class VitalsWebAutoConfiguration {
    /** After the application's own controllers, before static resources. */
    private static final int ORDER = 1;

    @Bean
    Endpoint vitalsEndpoint(
            Vitals vitals,
            ObjectProvider<Authoriser> authoriser,
            ApplicationAvailability availability,
            Environment environment) {
        Properties properties = new Properties(environment);
        EndpointSettings settings = EndpointSettings.read(properties);
        authoriser.ifAvailable(bean -> properties.overridden(Authoriser.class, "endpoint.token"));
        Authoriser chosen = authoriser.getIfAvailable(
                () -> settings.authoriser().orElseGet(() -> EndpointSettings.standard(environment)));
        return new Endpoint(vitals, chosen, new Lifecycle(availability), settings.path());
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DispatcherServlet.class)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Mvc {
        @Bean
        org.springframework.web.servlet.handler.SimpleUrlHandlerMapping vitalsMvcMapping(Endpoint endpoint) {
            Map<String, Object> urls = Map.of(endpoint.base() + "/**", new MvcHandler(endpoint));
            return new org.springframework.web.servlet.handler.SimpleUrlHandlerMapping(urls, ORDER);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DispatcherHandler.class)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class WebFlux {
        @Bean
        org.springframework.web.reactive.handler.SimpleUrlHandlerMapping vitalsWebFluxMapping(Endpoint endpoint) {
            Map<String, Object> urls = Map.of(endpoint.base() + "/**", new WebFluxHandler(endpoint));
            return new org.springframework.web.reactive.handler.SimpleUrlHandlerMapping(urls, ORDER);
        }
    }
}
