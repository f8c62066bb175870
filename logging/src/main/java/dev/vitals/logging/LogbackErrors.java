package dev.vitals.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import dev.vitals.errors.ErrorEvent;
import dev.vitals.errors.RecentErrors;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Records warnings and errors that are logged with Logback.
 *
 * <pre>{@code
 * RecentErrors errors = RecentErrors.create();
 * LogbackErrors.attach(errors);
 * }</pre>
 *
 * <p>An appender of the root logger: loggers that are not additive do not reach it. It stays when Logback is configured
 * again. It takes no lock and never fails. This class is thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // Logback is optional, and there where this class is used.
public final class LogbackErrors implements AutoCloseable {
    private final LoggerContext context;
    private final Recorder recorder;
    private final Keeper keeper;

    private LogbackErrors(LoggerContext context, RecentErrors errors) {
        this.context = context;
        this.recorder = new Recorder(errors);
        this.keeper = new Keeper();
    }

    /**
     * Records from now on what is logged through SLF4J's Logback.
     *
     * @param errors where to
     * @return to be closed to stop it
     * @throws IllegalStateException if SLF4J does not log with Logback
     */
    public static LogbackErrors attach(RecentErrors errors) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            return attach(errors, context);
        }
        throw new IllegalStateException("SLF4J logs with "
                + LoggerFactory.getILoggerFactory().getClass().getName() + ", not with Logback");
    }

    /**
     * Records from now on what is logged in a context.
     *
     * @param errors where to
     * @param context Logback's context
     * @return to be closed to stop it
     */
    public static LogbackErrors attach(RecentErrors errors, LoggerContext context) {
        Objects.requireNonNull(errors, "errors");
        LogbackErrors attached = new LogbackErrors(Objects.requireNonNull(context, "context"), errors);
        attached.attach();
        context.addListener(attached.keeper);
        return attached;
    }

    private void attach() {
        recorder.setContext(context);
        recorder.setName("vitals");
        recorder.start();
        root().addAppender(recorder);
    }

    /** Records no more. */
    @Override
    public void close() {
        context.removeListener(keeper);
        root().detachAppender(recorder);
        recorder.stop();
    }

    private Logger root() {
        return context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** Hands events on. What is logged from inside is for the memory to stop and to count. */
    private static final class Recorder extends UnsynchronizedAppenderBase<ILoggingEvent> {
        private final RecentErrors errors;

        Recorder(RecentErrors errors) {
            this.errors = errors;
        }

        @Override
        public void doAppend(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                errors.record(
                        event.getLevel().isGreaterOrEqual(Level.ERROR) ? ErrorEvent.Level.ERROR : ErrorEvent.Level.WARN,
                        event.getLoggerName(),
                        event.getThreadName(),
                        event::getFormattedMessage,
                        thrown(event));
            }
        }

        private static @Nullable Throwable thrown(ILoggingEvent event) {
            return event.getThrowableProxy() instanceof ThrowableProxy proxy ? proxy.getThrowable() : null;
        }

        @Override
        protected void append(ILoggingEvent event) {
            doAppend(event);
        }
    }

    /** Comes back when the context is configured again. */
    private final class Keeper implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext reset) {
            attach();
        }

        @Override
        public void onStart(LoggerContext started) {}

        @Override
        public void onStop(LoggerContext stopped) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }
}
