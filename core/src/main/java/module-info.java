/**
 * The aggregator, what probes and reports are, the built-in probes of host and JVM, and the health endpoint.
 *
 * @since 0.1.0
 */
@org.jspecify.annotations.NullMarked
@SuppressWarnings("module") // The compiler of this module does not see those that depend on it.
module dev.vitals.core {
    requires static transitive org.jspecify;
    requires org.slf4j;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires java.management;
    requires static jdk.jfr; // for events, when somebody records
    requires static jdk.httpserver; // for HealthServer, when it starts
    requires jdk.management;
    requires static micrometer.core; // for meters, if the application has them

    exports dev.vitals;
    exports dev.vitals.deployment;
    exports dev.vitals.dump;
    exports dev.vitals.endpoint;
    exports dev.vitals.errors;
    exports dev.vitals.format;
    exports dev.vitals.host;
    exports dev.vitals.incident;
    exports dev.vitals.jvm;
    exports dev.vitals.meter;
    exports dev.vitals.probe;
    exports dev.vitals.report;
    exports dev.vitals.spi;
    exports dev.vitals.triage;
    exports dev.vitals.probe.family to
            dev.vitals.jdbc,
            dev.vitals.redis,
            dev.vitals.http;
    exports dev.vitals.remote to
            dev.vitals.jdbc,
            dev.vitals.redis,
            dev.vitals.http;
    exports dev.vitals.text to
            dev.vitals.jdbc,
            dev.vitals.redis,
            dev.vitals.http;

    uses dev.vitals.endpoint.HttpServerProvider;
    uses dev.vitals.spi.Knowledge;
    uses dev.vitals.spi.ProbeProvider;

    provides dev.vitals.spi.Knowledge with
            dev.vitals.engine.EngineCauses,
            dev.vitals.errors.ErrorCauses,
            dev.vitals.host.HostCauses,
            dev.vitals.jvm.JvmCauses,
            dev.vitals.meter.MeterCauses;
}
