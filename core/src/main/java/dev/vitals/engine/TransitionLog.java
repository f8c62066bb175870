package dev.vitals.engine;

import dev.vitals.probe.Status;
import dev.vitals.report.StatusChange;
import dev.vitals.text.Clean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one log line for each change of status and one event into flight recordings, on the listeners' thread, where the
 * logger is looked up as well.
 */
final class TransitionLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.vitals.status");

    private TransitionLog() {}

    static void write(StatusChange change) {
        FlightRecording.changed(change);
        boolean firstAndFine = change.from() == Status.UNKNOWN && change.to() == Status.UP;
        if (firstAndFine) {
            LOG.debug("{} {}", change.check(), change.to());
        } else if (change.to() == Status.UP) {
            LOG.info("{} {} -> {}", change.check(), change.from(), change.to());
        } else {
            // It comes from outside, and must not be able to forge another log line.
            String summary = Clean.line(change.result().summary());
            LOG.warn(
                    "{} {} -> {} {}: {}",
                    change.check(),
                    change.from(),
                    change.to(),
                    change.result().cause(),
                    summary);
        }
    }
}
