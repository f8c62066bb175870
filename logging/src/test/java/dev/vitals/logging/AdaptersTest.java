package dev.vitals.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import dev.vitals.errors.ErrorEvent;
import dev.vitals.errors.ErrorEvent.Level;
import dev.vitals.errors.RecentErrors;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.builder.api.ConfigurationBuilderFactory;
import org.apache.logging.log4j.core.config.builder.impl.BuiltConfiguration;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Each adapter in the real framework. */
@SuppressWarnings("try") // An adapter is attached until it is closed.
class AdaptersTest {
    private final RecentErrors errors = RecentErrors.create();

    @Test
    void logback_is_recorded_until_closed_also_after_a_reset() {
        LoggerContext context = new LoggerContext();
        org.slf4j.Logger logger = context.getLogger("app.Orders");
        try (LogbackErrors attached = LogbackErrors.attach(errors, context)) {
            logger.info("nothing");
            logger.warn("odd {}", 1);
            logger.error("order {} failed", 12, new IllegalStateException("outer", new IOException("disk")));
            expectTwo();
            context.reset();
            logger.error("after the reset");
            assertThat(errors.count(Level.ERROR)).isEqualTo(2);
        }
        logger.error("after the end");
        assertThat(errors.count(Level.ERROR)).isEqualTo(2);
    }

    @Test
    void the_logback_behind_slf4j_is_found() {
        try (LogbackErrors attached = LogbackErrors.attach(errors)) {
            LoggerFactory.getLogger("app").error("seen");
        }
        assertThat(errors.count(Level.ERROR)).isEqualTo(1);
    }

    @Test
    void logback_that_logs_from_inside_goes_not_round_in_circles() {
        LoggerContext context = new LoggerContext();
        org.slf4j.Logger logger = context.getLogger("app");
        record Chatty(org.slf4j.Logger logger) {
            @Override
            public String toString() {
                logger.error("inside");
                return "outer";
            }
        }
        try (LogbackErrors attached = LogbackErrors.attach(errors, context)) {
            logger.error("{}", new Chatty(logger));
        }
        assertThat(errors.events()).extracting(ErrorEvent::message).containsExactly("outer");
        assertThat(errors.dropped()).isPositive();
    }

    @Test
    void log4j_is_recorded_until_closed_also_after_a_reconfiguration() {
        org.apache.logging.log4j.core.LoggerContext context = new org.apache.logging.log4j.core.LoggerContext("test");
        context.start(quiet());
        var logger = context.getLogger("app.Orders");
        try (Log4jErrors attached = Log4jErrors.attach(errors, context)) {
            logger.info("nothing");
            logger.warn("odd {}", 1);
            logger.error("order {} failed", 12, new IllegalStateException("outer", new IOException("disk")));
            expectTwo();
            context.setConfiguration(quiet());
            context.updateLoggers();
            logger.fatal("after the reconfiguration");
            assertThat(errors.count(Level.ERROR)).isEqualTo(2);
        }
        logger.error("after the end");
        assertThat(errors.count(Level.ERROR)).isEqualTo(2);
        Configurator.shutdown(context);
    }

    @Test
    void two_memories_of_one_log4j_context_do_not_get_in_each_others_way() {
        org.apache.logging.log4j.core.LoggerContext context = new org.apache.logging.log4j.core.LoggerContext("two");
        context.start(quiet());
        RecentErrors others = RecentErrors.create();
        Log4jErrors first = Log4jErrors.attach(errors, context);
        try (Log4jErrors second = Log4jErrors.attach(others, context)) {
            context.getLogger("app").error("for both");
            assertThat(errors.count(Level.ERROR)).isEqualTo(1);
            assertThat(others.count(Level.ERROR)).isEqualTo(1);
            context.setConfiguration(quiet());
            context.updateLoggers();
            first.close();
            context.getLogger("app").error("for the second");
            assertThat(errors.count(Level.ERROR)).isEqualTo(1);
            assertThat(others.count(Level.ERROR)).isEqualTo(2);
        }
        Configurator.shutdown(context);
    }

    private static BuiltConfiguration quiet() {
        var builder = ConfigurationBuilderFactory.newConfigurationBuilder();
        return builder.add(builder.newRootLogger(org.apache.logging.log4j.Level.INFO))
                .build(false);
    }

    @Test
    void java_util_logging_is_recorded_until_closed_also_after_reading_its_configuration_again() throws IOException {
        Logger logger = Logger.getLogger("app.Orders");
        logger.setUseParentHandlers(true);
        try (JulErrors attached = JulErrors.attach(errors)) {
            logger.info("nothing");
            logger.log(java.util.logging.Level.WARNING, "odd {0}", 1);
            var failed = new java.util.logging.LogRecord(java.util.logging.Level.SEVERE, "order {0} failed");
            failed.setParameters(new Object[] {12});
            failed.setLoggerName("app.Orders");
            failed.setThrown(new IllegalStateException("outer", new IOException("disk")));
            logger.log(failed);
            expectTwo();
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(".level=INFO".getBytes(StandardCharsets.UTF_8)));
            logger.severe("after reading");
            assertThat(errors.count(Level.ERROR)).isEqualTo(2);
        }
        logger.severe("after the end");
        assertThat(errors.count(Level.ERROR)).isEqualTo(2);
    }

    private void expectTwo() {
        List<ErrorEvent> events = errors.events();
        assertThat(events).extracting(ErrorEvent::level).containsExactly(Level.WARN, Level.ERROR);
        assertThat(events).extracting(ErrorEvent::logger).containsOnly("app.Orders");
        assertThat(events).extracting(ErrorEvent::message).containsExactly("odd 1", "order 12 failed");
        assertThat(events.get(1).thread()).isEqualTo(Thread.currentThread().getName());
        ErrorEvent.Thrown thrown = events.get(1).thrown().orElseThrow();
        assertThat(thrown.type()).isEqualTo("java.io.IOException");
        assertThat(thrown.message()).isEqualTo("disk");
        assertThat(thrown.frame()).startsWith("dev.vitals.logging.AdaptersTest.");
    }
}
