package dev.vitals.redis.internal.knowledge;

import dev.vitals.probe.Cause;
import dev.vitals.redis.internal.clients.ClientCauses;
import dev.vitals.redis.internal.cluster.ClusterCauses;
import dev.vitals.redis.internal.failure.RedisCauses;
import dev.vitals.redis.internal.fragmentation.FragmentationCauses;
import dev.vitals.redis.internal.persistence.PersistenceCauses;
import dev.vitals.redis.internal.pool.PoolCauses;
import dev.vitals.redis.internal.queue.QueueCauses;
import dev.vitals.redis.internal.replication.ReplicationCauses;
import dev.vitals.redis.internal.sentinel.SentinelCauses;
import dev.vitals.redis.internal.slowlog.SlowLogCauses;
import dev.vitals.spi.CauseLink;
import dev.vitals.spi.Knowledge;
import java.util.List;
import java.util.stream.Stream;

/** Every cause of the Redis probes, and what follows from what. Each room declares its own. */
public final class RedisKnowledge implements Knowledge {
    /** For the service loader. */
    public RedisKnowledge() {}

    @Override
    public List<Cause> causes() {
        return Stream.of(
                        RedisCauses.all(),
                        ClientCauses.ALL,
                        FragmentationCauses.ALL,
                        PersistenceCauses.ALL,
                        ReplicationCauses.ALL,
                        ClusterCauses.ALL,
                        SentinelCauses.ALL,
                        SlowLogCauses.ALL,
                        QueueCauses.ALL,
                        PoolCauses.ALL)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    public List<CauseLink> links() {
        return Stream.of(
                        PersistenceCauses.LINKS,
                        ReplicationCauses.LINKS,
                        FragmentationCauses.LINKS,
                        SlowLogCauses.LINKS,
                        PoolCauses.LINKS)
                .flatMap(List::stream)
                .toList();
    }
}
