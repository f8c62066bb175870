/**
 * Records the warnings and errors that an application logs.
 *
 * @since 0.1.0
 */
@org.jspecify.annotations.NullMarked
module dev.vitals.logging {
    requires static org.jspecify;
    requires transitive dev.vitals.core;
    requires static ch.qos.logback.classic;
    requires static ch.qos.logback.core;
    requires static org.apache.logging.log4j.core;
    requires static org.apache.logging.log4j;
    requires static java.logging;
    requires static java.desktop; // Log4j announces its reconfiguration as a change of a bean
    requires org.slf4j;

    exports dev.vitals.logging;
}
