package dev.vitals.spring.internal.settings;

import dev.vitals.host.ClockLimits;
import dev.vitals.host.CpuLimits;
import dev.vitals.host.DescriptorLimits;
import dev.vitals.host.DiskLimits;
import dev.vitals.host.InodeLimits;
import dev.vitals.host.PressureLimits;
import dev.vitals.host.SocketLimits;
import dev.vitals.host.SwapLimits;
import dev.vitals.host.TaskLimits;
import dev.vitals.host.WriteLimits;
import dev.vitals.http.limits.CertificateLimits;
import dev.vitals.http.limits.DnsLimits;
import dev.vitals.http.limits.HttpLimits;
import dev.vitals.http.limits.TcpLimits;
import dev.vitals.jdbc.limits.ArchiverLimits;
import dev.vitals.jdbc.limits.ConnectLimits;
import dev.vitals.jdbc.limits.ConnectionLimits;
import dev.vitals.jdbc.limits.DeadlockLimits;
import dev.vitals.jdbc.limits.IntegrityLimits;
import dev.vitals.jdbc.limits.LockLimits;
import dev.vitals.jdbc.limits.LongQueryLimits;
import dev.vitals.jdbc.limits.LongReaderLimits;
import dev.vitals.jdbc.limits.MySqlReplicationLimits;
import dev.vitals.jdbc.limits.MySqlStatementLimits;
import dev.vitals.jdbc.limits.PoolLimits;
import dev.vitals.jdbc.limits.ReplicationLimits;
import dev.vitals.jdbc.limits.SequenceLimits;
import dev.vitals.jdbc.limits.SizeLimits;
import dev.vitals.jdbc.limits.SlotLimits;
import dev.vitals.jdbc.limits.StatementLimits;
import dev.vitals.jdbc.limits.TransactionLimits;
import dev.vitals.jdbc.limits.WalLimits;
import dev.vitals.jdbc.limits.WraparoundLimits;
import dev.vitals.jdbc.limits.WriterLimits;
import dev.vitals.jvm.ClassLimits;
import dev.vitals.jvm.CodeCacheLimits;
import dev.vitals.jvm.ConvoyLimits;
import dev.vitals.jvm.DirectBufferLimits;
import dev.vitals.jvm.GcLimits;
import dev.vitals.jvm.HeapLimits;
import dev.vitals.jvm.HotThreadLimits;
import dev.vitals.jvm.MetaspaceLimits;
import dev.vitals.jvm.PauseLimits;
import dev.vitals.jvm.UncaughtLimits;
import dev.vitals.probe.CheckLimits;
import dev.vitals.probe.ProbeSet;
import dev.vitals.redis.limits.ClientLimits;
import dev.vitals.redis.limits.FragmentationLimits;
import dev.vitals.redis.limits.JedisPoolLimits;
import dev.vitals.redis.limits.LatencyLimits;
import dev.vitals.redis.limits.PersistenceLimits;
import dev.vitals.redis.limits.PingLimits;
import dev.vitals.redis.limits.RedisReplicationLimits;
import dev.vitals.redis.limits.SlowLogLimits;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What there is to set of a set of ours. By the names of their classes, and each in a class of its own, since an application
 * may have left modules out.
 *
 * @param optional the checks that are off by default
 * @param limits the kinds of limits there may be, by check
 */
public record KnownSet(List<String> optional, Map<String, List<Class<? extends CheckLimits>>> limits) {
    private static final KnownSet NONE = new KnownSet(List.of(), Map.of());

    static KnownSet of(ProbeSet<?> set) {
        return switch (set.getClass().getName()) {
            case "dev.vitals.host.HostProbes" -> Host.SET;
            case "dev.vitals.jvm.JvmProbes" -> Jvm.SET;
            case "dev.vitals.jdbc.JdbcProbes" -> Jdbc.SET;
            case "dev.vitals.redis.RedisProbes" -> Redis.SET;
            case "dev.vitals.http.HttpProbes" -> Http.SET;
            default -> NONE;
        };
    }

    /** Returns every type of limits, which are changed by reflection. */
    public static List<Class<? extends CheckLimits>> allLimits() {
        return Stream.of(Host.SET, Jvm.SET, Jdbc.SET, Redis.SET, Http.SET)
                .flatMap(set -> set.limits.values().stream())
                .<Class<? extends CheckLimits>>flatMap(List::stream)
                .distinct()
                .toList();
    }

    private static final class Host {
        static final KnownSet SET = new KnownSet(
                List.of("inodes", "writable"),
                Map.ofEntries(
                        Map.entry("disk", List.of(DiskLimits.class)),
                        Map.entry("memory", List.of(dev.vitals.host.MemoryLimits.class)),
                        Map.entry("cpu", List.of(CpuLimits.class)),
                        Map.entry("pressure", List.of(PressureLimits.class)),
                        Map.entry("swap", List.of(SwapLimits.class)),
                        Map.entry("descriptors", List.of(DescriptorLimits.class)),
                        Map.entry("tasks", List.of(TaskLimits.class)),
                        Map.entry("sockets", List.of(SocketLimits.class)),
                        Map.entry("clock", List.of(ClockLimits.class)),
                        Map.entry("inodes", List.of(InodeLimits.class)),
                        Map.entry("writable", List.of(WriteLimits.class))));
    }

    private static final class Jvm {
        static final KnownSet SET = new KnownSet(
                List.of(),
                Map.ofEntries(
                        Map.entry("heap", List.of(HeapLimits.class)),
                        Map.entry("gc", List.of(GcLimits.class)),
                        Map.entry("pauses", List.of(PauseLimits.class)),
                        Map.entry("metaspace", List.of(MetaspaceLimits.class)),
                        Map.entry("classes", List.of(ClassLimits.class)),
                        Map.entry("code-cache", List.of(CodeCacheLimits.class)),
                        Map.entry("direct-buffers", List.of(DirectBufferLimits.class)),
                        Map.entry("threads", List.of(dev.vitals.jvm.ThreadLimits.class)),
                        Map.entry("locks", List.of(ConvoyLimits.class)),
                        Map.entry("cpu", List.of(HotThreadLimits.class)),
                        Map.entry("uncaught", List.of(UncaughtLimits.class))));
    }

    private static final class Jdbc {
        static final KnownSet SET = new KnownSet(
                List.of("integrity"),
                Map.ofEntries(
                        Map.entry("connect", List.of(ConnectLimits.class)),
                        Map.entry("pool", List.of(PoolLimits.class)),
                        Map.entry("locks", List.of(LockLimits.class)),
                        Map.entry("connections", List.of(ConnectionLimits.class)),
                        Map.entry("threads", List.of(dev.vitals.jdbc.limits.ThreadLimits.class)),
                        Map.entry("queries", List.of(LongQueryLimits.class)),
                        Map.entry("transactions", List.of(TransactionLimits.class, LongReaderLimits.class)),
                        Map.entry("wraparound", List.of(WraparoundLimits.class)),
                        Map.entry("deadlocks", List.of(DeadlockLimits.class)),
                        Map.entry("archiver", List.of(ArchiverLimits.class)),
                        Map.entry("replication", List.of(ReplicationLimits.class, MySqlReplicationLimits.class)),
                        Map.entry("slots", List.of(SlotLimits.class)),
                        Map.entry("sequences", List.of(SequenceLimits.class)),
                        Map.entry("size", List.of(SizeLimits.class)),
                        Map.entry("statements", List.of(StatementLimits.class, MySqlStatementLimits.class)),
                        Map.entry("writer", List.of(WriterLimits.class)),
                        Map.entry("wal", List.of(WalLimits.class)),
                        Map.entry("integrity", List.of(IntegrityLimits.class))));
    }

    private static final class Redis {
        static final KnownSet SET = new KnownSet(
                List.of("latency"),
                Map.ofEntries(
                        Map.entry("ping", List.of(PingLimits.class)),
                        Map.entry("memory", List.of(dev.vitals.redis.limits.MemoryLimits.class)),
                        Map.entry("fragmentation", List.of(FragmentationLimits.class)),
                        Map.entry("clients", List.of(ClientLimits.class)),
                        Map.entry("persistence", List.of(PersistenceLimits.class)),
                        Map.entry("replication", List.of(RedisReplicationLimits.class)),
                        Map.entry("slowlog", List.of(SlowLogLimits.class)),
                        Map.entry("latency", List.of(LatencyLimits.class)),
                        Map.entry("pool", List.of(JedisPoolLimits.class))));
    }

    private static final class Http {
        static final KnownSet SET = new KnownSet(
                List.of("port", "dns"),
                Map.ofEntries(
                        Map.entry("answer", List.of(HttpLimits.class)),
                        Map.entry("certificate", List.of(CertificateLimits.class)),
                        Map.entry("port", List.of(TcpLimits.class)),
                        Map.entry("dns", List.of(DnsLimits.class))));
    }
}
