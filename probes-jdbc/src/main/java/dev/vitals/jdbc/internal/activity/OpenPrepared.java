package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.findings.Culprit;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Clean;
import java.time.Duration;

/**
 * A transaction prepared for a two-phase commit and not ended since.
 *
 * @param gid the exact name it was prepared under; hostile
 * @param owner the role that prepared it; may be shown
 * @param database where; may be shown
 * @param age how long ago
 * @param remedy how to end it
 */
public record OpenPrepared(String gid, String owner, String database, Duration age, Remedy remedy) {
    private static final int NAME = 200;

    String label() {
        return "'" + Clean.line(gid, NAME) + "'";
    }

    Culprit culprit() {
        return Culprit.transaction(gid);
    }
}
