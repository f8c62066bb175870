package dev.vitals.jdbc.internal.pool;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import dev.vitals.jdbc.internal.pool.PoolReading.State;
import java.time.Duration;

/** HikariCP 5 to 7, read through the bean it would show to JMX, whether or not it does. */
public final class HikariPool implements Pool {
    private final HikariDataSource source;

    /**
     * Makes a view of a pool.
     *
     * @param source the pool; may be not started yet
     */
    public HikariPool(HikariDataSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        String name = source.getPoolName();
        return name == null ? "the pool" : name;
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
                pool.getThreadsAwaitingConnection(),
                max,
                patience);
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
