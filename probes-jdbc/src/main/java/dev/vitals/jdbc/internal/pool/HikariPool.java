package dev.vitals.jdbc.internal.pool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.UtilityElf;
import dev.vitals.jdbc.internal.pool.PoolReading.State;
import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.SetUp;
import dev.vitals.jdbc.internal.url.Login;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

/** HikariCP 5 to 7, read through its JMX bean, whether or not that is registered. */
final class HikariPool implements KnownPool {
    private static final PoolAdvice ADVICE = new PoolAdvice(
            "maximumPoolSize", "leakDetectionThreshold=60000", "resume it: HikariPoolMXBean.resumePool()");

    private final HikariDataSource source;

    HikariPool(HikariDataSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        String name = source.getPoolName();
        return name == null ? NAMELESS : name;
    }

    @Override
    public PoolReading read() {
        int max = source.getMaximumPoolSize();
        Duration patience = Duration.ofMillis(source.getConnectionTimeout());
        HikariPoolMXBean pool = source.getHikariPoolMXBean();
        State state = state(pool != null);
        if (pool == null || state == State.CLOSED) {
            return PoolReading.of(state, max, patience);
        }
        return new PoolReading(
                state,
                pool.getActiveConnections(),
                pool.getIdleConnections(),
                pool.getTotalConnections(),
                OptionalInt.of(pool.getThreadsAwaitingConnection()),
                max,
                patience);
    }

    @Override
    public Optional<String> logged() {
        return source.getLeakDetectionThreshold() > 0
                ? Optional.of("Connection leak detection triggered for")
                : Optional.empty();
    }

    @Override
    public PoolAdvice advice() {
        return ADVICE;
    }

    @Override
    public Optional<String> url() {
        return HikariConnection.url(source);
    }

    @Override
    public Connector beside(UnaryOperator<Login> change) {
        return HikariConnection.beside(source, change);
    }

    @Override
    public SetUp setUp() {
        return SetUp.NONE
                .readOnly(readOnly())
                .isolation(isolation())
                .catalog(source.getCatalog())
                .schema(source.getSchema())
                .sql(source.getConnectionInitSql());
    }

    private int isolation() {
        try {
            return UtilityElf.getTransactionIsolation(source.getTransactionIsolation());
        } catch (IllegalArgumentException e) {
            return -1; // Such a pool does not start.
        }
    }

    @Override
    public boolean readOnly() {
        return source.isReadOnly();
    }

    private State state(boolean started) {
        if (source.isClosed()) {
            return State.CLOSED;
        }
        if (!started) {
            return State.NOT_STARTED;
        }
        return source.isRunning() ? State.RUNNING : State.SUSPENDED;
    }
}
