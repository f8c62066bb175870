package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.pool.PoolReading.State;
import dev.vitals.jdbc.internal.session.BorrowingConnector;
import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.DataSourceConnector;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.session.SetUp;
import dev.vitals.jdbc.internal.url.DataSourceUrl;
import dev.vitals.jdbc.internal.url.Login;
import dev.vitals.jdbc.internal.url.Reflection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.apache.tomcat.jdbc.pool.ConnectionPool;
import org.apache.tomcat.jdbc.pool.DataSourceProxy;
import org.apache.tomcat.jdbc.pool.PooledConnection;

/** Tomcat JDBC. A closed pool is like one that was never used: it opens when it is next asked for a connection. */
final class TomcatPool implements KnownPool {
    private static final PoolAdvice ADVICE = new PoolAdvice("maxActive", "logAbandoned=true and suspectTimeout=60", "");

    private final DataSourceProxy source;

    TomcatPool(DataSourceProxy source) {
        this.source = source;
    }

    @Override
    public String name() {
        return Optional.ofNullable(source.getName()).orElse(NAMELESS);
    }

    @Override
    public PoolReading read() {
        int max = Math.max(0, source.getMaxActive());
        Duration patience = PoolReading.patience(Duration.ofMillis(source.getMaxWait()));
        if (!isStarted()) {
            return PoolReading.of(State.NOT_OPEN, max, patience);
        }
        ConnectionPool pool = source.getPool();
        return pool.isClosed()
                ? PoolReading.of(State.CLOSED, max, patience)
                : new PoolReading(
                        State.RUNNING,
                        pool.getActive(),
                        pool.getIdle(),
                        pool.getSize(),
                        OptionalInt.of(pool.getWaitCount()),
                        max,
                        patience);
    }

    /** With {@code logAbandoned}, the pool keeps the stack of each borrow; only a private field leads there. */
    @Override
    public List<Holder> holders() {
        Optional<Object> busy = isStarted() ? Reflection.field(source.getPool(), "busy") : Optional.empty();
        return busy.filter(Collection.class::isInstance).stream()
                .flatMap(all -> ((Collection<?>) all).stream())
                .flatMap(one -> one instanceof PooledConnection used ? Stream.of(used) : Stream.empty())
                .filter(one -> one.getStackTrace() != null)
                .map(one -> new Holder(
                        "",
                        ApplicationFrame.of(PrintedStack.of(one.getStackTrace())),
                        Holder.since(one.getTimestamp())))
                .toList();
    }

    @Override
    public PoolAdvice advice() {
        return ADVICE;
    }

    @Override
    public Optional<String> url() {
        return Optional.ofNullable(source.getUrl())
                .or(() -> source.getDataSource() instanceof DataSource inner
                        ? DataSourceUrl.of(inner)
                        : Optional.empty());
    }

    @Override
    public Connector beside(UnaryOperator<Login> change) {
        if (source.getDataSource() instanceof DataSource inner) {
            return new DataSourceConnector(inner, () -> change.apply(login()));
        }
        // Anything else the pool was given hides how it connects.
        boolean plain = source.getDataSource() == null && source.getDataSourceJNDI() == null && source.getUrl() != null;
        return plain
                ? new DriverConnector(() -> change.apply(login()), Optional.ofNullable(source.getDriverClassName()))
                : new BorrowingConnector((DataSource) source, url());
    }

    @Override
    public SetUp setUp() {
        return SetUp.NONE
                .sql(source.getInitSQL())
                .readOnly(readOnly())
                .isolation(source.getDefaultTransactionIsolation())
                .catalog(source.getDefaultCatalog());
    }

    @Override
    public boolean readOnly() {
        return Boolean.TRUE.equals(source.getDefaultReadOnly());
    }

    private Login login() {
        // The pool's properties hold the password in clear text; the data source masks it.
        return DriverLogin.of(
                url(), source.getUsername(), source.getPoolProperties().getPassword(), source.getDbProperties());
    }

    /** Reading a counter starts the pool, and so opens connections. Reading its name does not, and fails before that. */
    private boolean isStarted() {
        try {
            return source.getPoolName() != null;
        } catch (NullPointerException e) {
            return false;
        }
    }
}
