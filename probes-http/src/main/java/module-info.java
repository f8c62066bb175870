/**
 * HTTP, certificate, TCP, DNS, Prometheus and Alertmanager probes, and a webhook notifier.
 *
 * @since 0.1.0
 */
module dev.vitals.http {
    requires transitive dev.vitals.core;
    requires com.fasterxml.jackson.databind;
    requires java.net.http;
    requires static org.jspecify;

    exports dev.vitals.http;
    exports dev.vitals.http.limits;

    provides dev.vitals.spi.Knowledge with
            dev.vitals.http.internal.knowledge.HttpKnowledge;
}
