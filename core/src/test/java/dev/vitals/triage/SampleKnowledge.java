package dev.vitals.triage;

import dev.vitals.probe.Cause;
import dev.vitals.probe.Cause.Kind;
import dev.vitals.report.Triage;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.List;

/** What modules above this one know, as far as the tests here need it. */
public final class SampleKnowledge implements Knowledge {
    /** Judges by this knowledge. */
    public static final Triage TRIAGE = Triages.of(SeverityRule.DEFAULT, Catalogue.of(List.of(new SampleKnowledge())));

    @Override
    public List<Cause> causes() {
        return List.of(
                cause("db.refused", Kind.UNREACHABLE),
                cause("db.timeout", Kind.UNREACHABLE),
                cause("db.auth", Kind.DENIED),
                cause("db.starting", Kind.UNAVAILABLE),
                cause("db.read-only", Kind.UNAVAILABLE),
                cause("db.slow", Kind.SLOW),
                cause("db.permission", Kind.UNKNOWN),
                cause("db.busy", Kind.OURS),
                cause("redis.refused", Kind.UNREACHABLE),
                cause("locks.blocked", Kind.BLOCKED),
                cause("pool.exhausted", Kind.EXHAUSTED));
    }

    @Override
    public List<CauseLink> links() {
        return List.of(
                CauseLink.sameResource("locks.*", "pool.exhausted", "a blocking session explains an exhausted pool"),
                CauseLink.sameResource("locks.*", "db.slow", "a blocking session explains a slow database"),
                CauseLink.anywhere("locks.*", "http.slow", "a blocking session explains slow HTTP"),
                CauseLink.sameHost("disk.full", "db.read-only", "a full disk explains a database that refuses writes"),
                CauseLink.sameResource(
                        "locks.*", "transactions.*", "a blocking session is most likely the one left in a transaction"),
                CauseLink.sameResource(
                        "transactions.idle",
                        "pool.exhausted",
                        "sessions idle in transaction explain an exhausted pool"),
                CauseLink.sameResource(
                        "pool.leak-suspected",
                        "transactions.idle",
                        "connections never given back explain sessions idle in transaction"),
                CauseLink.anywhere(
                        "pool.leak-suspected", "http.slow", "connections never given back explain slow HTTP"));
    }

    private static Cause cause(String code, Kind kind) {
        return Cause.of(code, kind, "a title", "An explanation.");
    }
}
