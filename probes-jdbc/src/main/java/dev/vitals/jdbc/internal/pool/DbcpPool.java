package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.pool.PoolReading.State;
import dev.vitals.jdbc.internal.session.BorrowingConnector;
import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.session.Login;
import java.lang.reflect.Method;
import java.sql.Driver;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.jspecify.annotations.Nullable;

/** Commons DBCP 2. Old versions tell neither how many threads wait nor whether the pool was started. */
@SuppressWarnings("deprecation") // What is put in place of a getter is missing from the versions before.
final class DbcpPool implements KnownPool {
    private static final PoolAdvice ADVICE = new PoolAdvice(
            "maxTotal", "logAbandoned=true, removeAbandonedOnBorrow=true and removeAbandonedTimeout=60", "");

    private final BasicDataSource source;

    DbcpPool(BasicDataSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return Optional.ofNullable(source.getJmxName()).orElse(NAMELESS);
    }

    @Override
    public PoolReading read() {
        int max = Math.max(0, source.getMaxTotal());
        Duration patience = PoolReading.patience(Duration.ofMillis(source.getMaxWaitMillis()));
        if (source.isClosed()) {
            return PoolReading.of(State.CLOSED, max, patience);
        }
        int active = source.getNumActive();
        int idle = source.getNumIdle();
        try {
            GenericObjectPool<?> pool = source.getConnectionPool();
            return pool == null
                    ? PoolReading.of(State.NOT_STARTED, max, patience)
                    : running(active, idle, OptionalInt.of(pool.getNumWaiters()), max, patience);
        } catch (LinkageError e) {
            return running(active, idle, OptionalInt.empty(), max, patience);
        }
    }

    @Override
    public PoolAdvice advice() {
        return ADVICE;
    }

    @Override
    public Optional<String> url() {
        return Optional.ofNullable(source.getUrl());
    }

    @Override
    public Connector beside(UnaryOperator<Login> change) {
        return source.getUrl() == null
                ? new BorrowingConnector(source, Optional.empty())
                : new DriverConnector(() -> change.apply(login()), driver());
    }

    @Override
    public boolean readOnly() {
        return Boolean.TRUE.equals(source.getDefaultReadOnly());
    }

    private Optional<String> driver() {
        Driver driver = source.getDriver();
        return driver == null
                ? Optional.ofNullable(source.getDriverClassName())
                : Optional.of(driver.getClass().getName());
    }

    private Login login() {
        return DriverLogin.of(url(), source.getUsername(), source.getPassword(), properties());
    }

    /** DBCP keeps these to itself. Where modules forbid to ask, a pool that needs them must be given them in its URL. */
    private @Nullable Properties properties() {
        try {
            Method getter = BasicDataSource.class.getDeclaredMethod("getConnectionProperties");
            return getter.trySetAccessible() ? (Properties) getter.invoke(source) : null;
        } catch (ReflectiveOperationException | ClassCastException e) {
            return null;
        }
    }

    private static PoolReading running(int active, int idle, OptionalInt waiting, int max, Duration patience) {
        return new PoolReading(State.RUNNING, active, idle, active + idle, waiting, max, patience);
    }
}
