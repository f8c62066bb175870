/**
 * Auto-configuration for Spring Boot 3.5 and 4.
 *
 * @since 0.1.0
 */
@SuppressWarnings({"module", "requires-automatic"}) // Spring's jars are named by their manifests
module dev.vitals.spring {
    requires transitive dev.vitals.core;
    requires dev.vitals.jdbc;
    requires dev.vitals.redis;
    requires dev.vitals.http;
    requires java.sql;
    requires org.slf4j;
    requires static dev.vitals.logging;
    requires static org.jspecify;
    requires spring.aop;
    requires spring.beans;
    requires spring.boot;
    requires spring.boot.autoconfigure;
    requires spring.context;
    requires spring.core;
    requires static jakarta.servlet;
    requires static reactor.core;
    requires static org.reactivestreams;
    requires static io.netty.handler;
    requires static lettuce.core;
    requires static micrometer.core;
    requires static spring.boot.actuator;
    requires static spring.boot.actuator.autoconfigure;
    requires static spring.boot.health;
    requires static spring.data.redis;
    requires static spring.jdbc;
    requires static spring.web;
    requires static spring.webflux;
    requires static spring.webmvc;

    exports dev.vitals.spring;

    // Spring makes the configurations and calls the endpoint by reflection.
    opens dev.vitals.spring.autoconfigure;
    opens dev.vitals.spring.internal.actuator;
    opens dev.vitals.spring.internal.settings;
}
