package dev.vitals.incident;

import dev.vitals.report.ReportChange;
import dev.vitals.report.ReportListener;
import dev.vitals.report.Selection;
import java.util.List;

/** Feeds reports in, and closes with the aggregator what listens to incidents. */
record Feed(Desk desk, List<IncidentListener> listeners) implements ReportListener, AutoCloseable {
    @Override
    public void onChange(ReportChange change) {
        if (change.after().selection().equals(Selection.ALL)) {
            desk.observe(change.after());
        }
    }

    @Override
    public void close() {
        listeners.forEach(Feed::close);
    }

    private static void close(IncidentListener listener) {
        if (listener instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception itsOwn) {
                // Nothing is left that could use the answer.
            }
        }
    }
}
