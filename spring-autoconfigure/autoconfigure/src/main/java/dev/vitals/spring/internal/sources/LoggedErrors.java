package dev.vitals.spring.internal.sources;

import dev.vitals.VitalsBuilder;
import dev.vitals.errors.ErrorRateProbe;
import dev.vitals.errors.RecentErrors;
import dev.vitals.logging.LogbackErrors;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import dev.vitals.spring.internal.settings.Properties;
import java.util.Optional;
import java.util.OptionalDouble;
import org.slf4j.LoggerFactory;

/** Errors that the application logs with Logback. How many are too many is the application's matter: no limit by default. */
public final class LoggedErrors implements CheckSource, AutoCloseable {
    private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";

    private final RecentErrors errors;
    private final Optional<LogbackErrors> attached;

    /** Begins to record, if Logback is what logs. */
    public LoggedErrors(RecentErrors errors) {
        this.errors = errors;
        boolean logback = LoggerFactory.getILoggerFactory().getClass().getName().equals(LOGBACK);
        this.attached = logback ? Optional.of(LogbackErrors.attach(errors)) : Optional.empty();
    }

    @Override
    public void addTo(VitalsBuilder builder, Properties properties) {
        Threshold none =
                new Threshold(Direction.ABOVE, Unit.PER_SECOND, OptionalDouble.empty(), OptionalDouble.empty());
        Threshold limit = properties.limit("errors.rate", none);
        if (attached.isPresent()) {
            builder.check("errors", ErrorRateProbe.of(errors, limit));
        }
    }

    @Override
    public void close() {
        attached.ifPresent(LogbackErrors::close);
    }
}
