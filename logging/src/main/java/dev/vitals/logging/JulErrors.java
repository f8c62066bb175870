package dev.vitals.logging;

import dev.vitals.errors.ErrorEvent;
import dev.vitals.errors.RecentErrors;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Records warnings and errors that are logged with {@code java.util.logging}.
 *
 * <pre>{@code
 * RecentErrors errors = RecentErrors.create();
 * JulErrors.attach(errors);
 * }</pre>
 *
 * <p>A handler of the root logger: loggers that do not use their parents' handlers do not reach it. It stays when the
 * configuration is read again, but not after {@link LogManager#reset}. It takes no lock and never fails. This class is
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class JulErrors implements AutoCloseable {
    private final Logger root = Logger.getLogger("");
    private final Recorder recorder;
    private final Runnable keeper = this::attach;

    private JulErrors(RecentErrors errors) {
        this.recorder = new Recorder(errors);
    }

    /**
     * Records from now on.
     *
     * @param errors where to
     * @return to be closed to stop it
     */
    public static JulErrors attach(RecentErrors errors) {
        JulErrors attached = new JulErrors(Objects.requireNonNull(errors, "errors"));
        attached.attach();
        LogManager.getLogManager().addConfigurationListener(attached.keeper);
        return attached;
    }

    private void attach() {
        root.removeHandler(recorder);
        root.addHandler(recorder);
    }

    /** Records no more. */
    @Override
    public void close() {
        LogManager.getLogManager().removeConfigurationListener(keeper);
        root.removeHandler(recorder);
    }

    /** Hands events on. */
    private static final class Recorder extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();
        private final RecentErrors errors;

        Recorder(RecentErrors errors) {
            this.errors = errors;
        }

        @Override
        public void publish(LogRecord event) {
            if (event.getLevel().intValue() >= Level.WARNING.intValue()) {
                errors.record(
                        event.getLevel().intValue() >= Level.SEVERE.intValue()
                                ? ErrorEvent.Level.ERROR
                                : ErrorEvent.Level.WARN,
                        event.getLoggerName(),
                        Thread.currentThread().getName(),
                        () -> formatter.formatMessage(event),
                        event.getThrown());
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
