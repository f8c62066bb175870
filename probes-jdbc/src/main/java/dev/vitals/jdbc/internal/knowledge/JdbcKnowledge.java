package dev.vitals.jdbc.internal.knowledge;

import dev.vitals.jdbc.internal.activity.ActivityCauses;
import dev.vitals.jdbc.internal.activity.StatementCauses;
import dev.vitals.jdbc.internal.blocking.LockCauses;
import dev.vitals.jdbc.internal.failure.DatabaseCauses;
import dev.vitals.jdbc.internal.findings.ReplicationCauses;
import dev.vitals.jdbc.internal.mysql.activity.MySqlActivityCauses;
import dev.vitals.jdbc.internal.mysql.replication.GaleraCauses;
import dev.vitals.jdbc.internal.mysql.replication.ReplicaCauses;
import dev.vitals.jdbc.internal.pool.PoolCauses;
import dev.vitals.jdbc.internal.postgres.replication.SlotCauses;
import dev.vitals.jdbc.internal.postgres.replication.SubscriptionCauses;
import dev.vitals.jdbc.internal.postgres.storage.StorageCauses;
import dev.vitals.jdbc.internal.query.QueryCauses;
import dev.vitals.jdbc.internal.sqlite.SqliteCauses;
import dev.vitals.probe.Cause;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.List;
import java.util.stream.Stream;

/** Every cause of the database probes, and what follows from what. Each room declares its own. */
public final class JdbcKnowledge implements Knowledge {
    /** For the service loader. */
    public JdbcKnowledge() {}

    @Override
    public List<Cause> causes() {
        return Stream.of(
                        DatabaseCauses.all(),
                        PoolCauses.ALL,
                        LockCauses.ALL,
                        ActivityCauses.ALL,
                        StatementCauses.ALL,
                        ReplicationCauses.ALL,
                        SlotCauses.ALL,
                        SubscriptionCauses.ALL,
                        StorageCauses.ALL,
                        MySqlActivityCauses.ALL,
                        ReplicaCauses.ALL,
                        GaleraCauses.ALL,
                        SqliteCauses.ALL,
                        QueryCauses.ALL)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<CauseLink> links() {
        return Stream.of(LockCauses.LINKS, ActivityCauses.LINKS, PoolCauses.LINKS, DatabaseCauses.LINKS)
                .flatMap(List::stream)
                .toList();
    }
}
