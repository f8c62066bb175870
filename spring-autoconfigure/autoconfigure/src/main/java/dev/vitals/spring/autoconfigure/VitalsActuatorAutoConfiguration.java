package dev.vitals.spring.autoconfigure;

import dev.vitals.Vitals;
import dev.vitals.spring.internal.actuator.Envelope;
import dev.vitals.spring.internal.actuator.ServletEnvelope;
import dev.vitals.spring.internal.actuator.VitalsEndpoint;
import dev.vitals.spring.internal.actuator.WebFluxEnvelope;
import dev.vitals.spring.internal.web.Lifecycle;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.DispatcherHandler;

/**
 * Adds {@code /actuator/vitals}, where Actuator exposes it.
 */
@AutoConfiguration(after = VitalsAutoConfiguration.class)
@ConditionalOnClass(
        name = "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
@ConditionalOnBean(Vitals.class)
@ConditionalOnAvailableEndpoint(endpoint = VitalsEndpoint.class)
final class VitalsActuatorAutoConfiguration {
    @Bean
    VitalsEndpoint vitalsActuatorEndpoint(
            Vitals vitals,
            ApplicationAvailability availability,
            EndpointAccessResolver access,
            Environment environment,
            ObjectProvider<Envelope> envelope) {
        boolean unrestricted = access.accessFor(EndpointId.of("vitals"), Access.READ_ONLY) == Access.UNRESTRICTED;
        String path = environment
                .getProperty("management.endpoints.web.path-mapping.vitals", "vitals")
                .replaceFirst("/+$", "");
        return new VitalsEndpoint(
                vitals,
                new Lifecycle(availability),
                unrestricted,
                path.substring(path.lastIndexOf('/') + 1),
                envelope.getIfAvailable(ServletEnvelope::new));
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(DispatcherHandler.class)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class WebFlux {
        @Bean
        WebFluxEnvelope vitalsActuatorHeaders() {
            return new WebFluxEnvelope();
        }
    }
}
