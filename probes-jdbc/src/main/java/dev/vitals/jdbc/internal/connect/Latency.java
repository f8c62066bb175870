package dev.vitals.jdbc.internal.connect;

import dev.vitals.jdbc.internal.session.Session;
import dev.vitals.probe.Status;
import dev.vitals.probe.Threshold;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long the smallest question takes. */
final class Latency {
    private static final int SAMPLES = 3;

    private Latency() {}

    /**
     * Asks once; when that was slow, twice more, and takes the middle one, so that one pause of this JVM or one lost
     * packet is not taken for a slow database.
     */
    static Duration measure(Session session, String query, Threshold slow) throws SQLException {
        List<Duration> samples = new ArrayList<>(SAMPLES);
        samples.add(ping(session, query));
        while (samples.size() < SAMPLES && slow.judge(samples.get(0)) != Status.UP) {
            samples.add(ping(session, query));
        }
        Collections.sort(samples);
        return samples.get(samples.size() / 2);
    }

    private static Duration ping(Session session, String query) throws SQLException {
        long start = System.nanoTime();
        session.first(query, row -> row.getInt(1));
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
