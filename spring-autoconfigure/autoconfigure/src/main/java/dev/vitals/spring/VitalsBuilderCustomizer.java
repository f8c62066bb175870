package dev.vitals.spring;

import dev.vitals.VitalsBuilder;

/**
 * Changes the aggregator that Spring Boot is about to get: a bean of this type is called with its builder, after
 * everything that was found has been added. Several are called in their order, see
 * {@link org.springframework.core.annotation.Order}.
 *
 * <pre>{@code
 * @Bean
 * VitalsBuilderCustomizer payments() {
 *     return builder -> builder.check("payments", HttpProbe.get("https://payments.internal/health"));
 * }
 * }</pre>
 *
 * <p>Called once, on the thread that starts the application, which it should not keep waiting.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface VitalsBuilderCustomizer {
    /**
     * Changes the builder. An exception thrown here ends the start of the application.
     *
     * @param builder the builder, which is built afterwards
     */
    void customize(VitalsBuilder builder);
}
