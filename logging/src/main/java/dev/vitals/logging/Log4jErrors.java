package dev.vitals.logging;

import dev.vitals.errors.ErrorEvent;
import dev.vitals.errors.RecentErrors;
import java.beans.PropertyChangeListener;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;

/**
 * Records warnings and errors that are logged with Log4j 2.
 *
 * <pre>{@code
 * RecentErrors errors = RecentErrors.create();
 * Log4jErrors.attach(errors);
 * }</pre>
 *
 * <p>An appender of the root logger: loggers that are not additive do not reach it. It stays when Log4j is configured
 * again. It takes no lock and never fails. This class is thread-safe.
 *
 * @since 0.1.0
 */
@SuppressWarnings("exports") // Log4j is optional, and there where this class is used.
public final class Log4jErrors implements AutoCloseable {
    /** Log4j knows appenders by their names alone, and ignores a second one of a name. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final LoggerContext context;
    private final Recorder recorder;
    private final PropertyChangeListener keeper;

    private Log4jErrors(LoggerContext context, RecentErrors errors) {
        this.context = context;
        this.recorder = new Recorder(errors);
        this.keeper = change -> {
            if (LoggerContext.PROPERTY_CONFIG.equals(change.getPropertyName())) {
                attach();
            }
        };
    }

    /**
     * Records from now on what is logged in the context of the caller's class loader.
     *
     * @param errors where to
     * @return to be closed to stop it
     * @throws IllegalStateException if Log4j's API does not log with Log4j's core
     */
    public static Log4jErrors attach(RecentErrors errors) {
        if (LogManager.getContext(false) instanceof LoggerContext context) {
            return attach(errors, context);
        }
        throw new IllegalStateException(
                "Log4j logs with " + LogManager.getContext(false).getClass().getName() + ", not with its own core");
    }

    /**
     * Records from now on what is logged in a context.
     *
     * @param errors where to
     * @param context Log4j's context
     * @return to be closed to stop it
     */
    public static Log4jErrors attach(RecentErrors errors, LoggerContext context) {
        Objects.requireNonNull(errors, "errors");
        Log4jErrors attached = new Log4jErrors(Objects.requireNonNull(context, "context"), errors);
        attached.attach();
        context.addPropertyChangeListener(attached.keeper);
        return attached;
    }

    /** Does nothing when there is nothing to do: what it does is itself announced as a change. */
    private void attach() {
        if (context.getConfiguration().getRootLogger().getAppenders().containsValue(recorder)) {
            return;
        }
        recorder.start();
        context.getConfiguration().getRootLogger().addAppender(recorder, Level.WARN, null);
        context.updateLoggers();
    }

    /** Records no more. */
    @Override
    public void close() {
        context.removePropertyChangeListener(keeper);
        context.getConfiguration().getRootLogger().removeAppender(recorder.getName());
        context.updateLoggers();
        recorder.stop();
    }

    /** Hands events on. */
    private static final class Recorder extends AbstractAppender {
        private final RecentErrors errors;

        Recorder(RecentErrors errors) {
            super("vitals-errors-" + NUMBER.incrementAndGet(), null, null, true, Property.EMPTY_ARRAY);
            this.errors = errors;
        }

        @Override
        public void append(LogEvent event) {
            errors.record(
                    event.getLevel().isMoreSpecificThan(Level.ERROR) ? ErrorEvent.Level.ERROR : ErrorEvent.Level.WARN,
                    event.getLoggerName(),
                    event.getThreadName(),
                    () -> event.getMessage().getFormattedMessage(),
                    event.getThrown());
        }
    }
}
