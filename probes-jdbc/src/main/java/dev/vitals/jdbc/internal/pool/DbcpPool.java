package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.pool.PoolReading.State;
import dev.vitals.jdbc.internal.session.BorrowingConnector;
import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.session.SetUp;
import dev.vitals.jdbc.internal.url.Login;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Driver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.pool2.impl.DefaultPooledObjectInfo;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.jspecify.annotations.Nullable;

/** Commons DBCP 2. Old versions show neither how many threads wait nor whether the pool was started. */
@SuppressWarnings("deprecation") // The replacement of a deprecated getter is missing from older versions.
final class DbcpPool implements KnownPool {
    private static final PoolAdvice ADVICE = new PoolAdvice(
            "maxTotal", "logAbandoned=true, removeAbandonedOnBorrow=true and removeAbandonedTimeout=60", "");

    private final BasicDataSource source;
    private final @Nullable String url;
    private final Optional<String> driver;

    /** These getters are locked while the pool starts, which takes as long as its first connection does. */
    DbcpPool(BasicDataSource source) {
        this.source = source;
        this.url = source.getUrl();
        Driver given = source.getDriver();
        this.driver = given == null
                ? Optional.ofNullable(source.getDriverClassName())
                : Optional.of(given.getClass().getName());
    }

    @Override
    public String name() {
        return Optional.ofNullable(source.getJmxName()).orElse(NAMELESS);
    }

    @Override
    public PoolReading read() {
        try {
            GenericObjectPool<?> pool = source.getConnectionPool();
            if (pool != null) {
                OptionalInt waiting = OptionalInt.of(pool.getNumWaiters());
                return running(waiting, pool.getMaxTotal(), pool.getMaxWaitMillis());
            }
            State state = isClosed() ? State.CLOSED : State.NOT_STARTED;
            return PoolReading.of(state, 0, PoolReading.FOREVER);
        } catch (LinkageError e) {
            return isClosed()
                    ? PoolReading.of(State.CLOSED, 0, PoolReading.FOREVER)
                    : running(OptionalInt.empty(), source.getMaxTotal(), source.getMaxWaitMillis());
        }
    }

    /** With {@code logAbandoned}, the pool keeps the stack of each borrow until the connection comes back. */
    @Override
    public List<Holder> holders() {
        try {
            GenericObjectPool<?> pool = source.getConnectionPool();
            return pool == null
                    ? List.of()
                    : pool.listAllObjects().stream()
                            .filter(one ->
                                    !PrintedStack.of(one.getLastBorrowTrace()).isEmpty())
                            .map(DbcpPool::holder)
                            .toList();
        } catch (RuntimeException | LinkageError e) {
            return List.of();
        }
    }

    private static Holder holder(DefaultPooledObjectInfo one) {
        StackTraceElement frame = ApplicationFrame.of(PrintedStack.of(one.getLastBorrowTrace()));
        return new Holder("", frame, Holder.since(one.getLastBorrowTime()));
    }

    @Override
    public PoolAdvice advice() {
        return ADVICE;
    }

    @Override
    public Optional<String> url() {
        return Optional.ofNullable(url);
    }

    @Override
    public Connector beside(UnaryOperator<Login> change) {
        return url == null
                ? new BorrowingConnector(source, Optional.empty())
                : new DriverConnector(() -> change.apply(login()), driver);
    }

    /** Old versions know no schema. */
    @Override
    public SetUp setUp() {
        SetUp setUp = SetUp.NONE;
        for (String sql : source.getConnectionInitSqls()) {
            setUp = setUp.sql(sql);
        }
        setUp = setUp.readOnly(readOnly())
                .isolation(source.getDefaultTransactionIsolation())
                .catalog(source.getDefaultCatalog());
        try {
            return setUp.schema(source.getDefaultSchema());
        } catch (LinkageError e) {
            return setUp;
        }
    }

    @Override
    public boolean readOnly() {
        return Boolean.TRUE.equals(source.getDefaultReadOnly());
    }

    private Login login() {
        return DriverLogin.of(url(), source.getUsername(), source.getPassword(), properties());
    }

    /** DBCP does not publish these. Where modules forbid reflection, a pool that needs them must have them in its URL. */
    private @Nullable Properties properties() {
        try {
            Method getter = BasicDataSource.class.getDeclaredMethod("getConnectionProperties");
            return getter.trySetAccessible() ? (Properties) getter.invoke(source) : null;
        } catch (ReflectiveOperationException | ClassCastException e) {
            return null;
        }
    }

    /** The pool's own getter is locked while it starts. Where modules forbid reading the field, we wait for the lock. */
    private boolean isClosed() {
        try {
            Field closed = BasicDataSource.class.getDeclaredField("closed");
            return closed.trySetAccessible() ? closed.getBoolean(source) : source.isClosed();
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            return source.isClosed();
        }
    }

    private PoolReading running(OptionalInt waiting, int max, long patienceMillis) {
        int active = source.getNumActive();
        int idle = source.getNumIdle();
        Duration patience = PoolReading.patience(Duration.ofMillis(patienceMillis));
        return new PoolReading(State.RUNNING, active, idle, active + idle, waiting, Math.max(0, max), patience);
    }
}
