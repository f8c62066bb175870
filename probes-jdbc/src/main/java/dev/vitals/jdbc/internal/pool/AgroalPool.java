package dev.vitals.jdbc.internal.pool;

import dev.vitals.jdbc.internal.pool.PoolReading.State;
import dev.vitals.jdbc.internal.session.BorrowingConnector;
import dev.vitals.jdbc.internal.session.Connector;
import dev.vitals.jdbc.internal.session.DriverConnector;
import dev.vitals.jdbc.internal.session.SetUp;
import dev.vitals.jdbc.internal.url.Login;
import dev.vitals.jdbc.internal.url.Reflection;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSourceMetrics;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration;
import io.agroal.api.security.AgroalSecurityProvider;
import io.agroal.api.security.SimplePassword;
import java.sql.Driver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.UnaryOperator;

/** Agroal 2 and 3. It has no name, counts only when configured to, and does not show that it was closed. */
final class AgroalPool implements KnownPool {
    private static final PoolAdvice ADVICE = new PoolAdvice(
            "maxSize",
            "leakTimeout=PT1M and enhancedLeakReport=true (in Quarkus quarkus.datasource.jdbc.leak-detection-interval=1M and"
                    + " quarkus.datasource.jdbc.enhanced-leak-report=true)",
            "switch its metrics on: dataSource.getConfiguration().setMetricsEnabled(true),"
                    + " in Quarkus quarkus.datasource.jdbc.enable-metrics=true");

    private final AgroalDataSource source;

    AgroalPool(AgroalDataSource source) {
        this.source = source;
    }

    @Override
    public String name() {
        return NAMELESS;
    }

    @Override
    public PoolReading read() {
        AgroalConnectionPoolConfiguration settings = source.getConfiguration().connectionPoolConfiguration();
        int max = settings.maxSize();
        Duration patience = PoolReading.patience(settings.acquisitionTimeout());
        if (!source.getConfiguration().metricsEnabled()) {
            return PoolReading.of(State.NOT_COUNTING, max, patience);
        }
        AgroalDataSourceMetrics metrics = source.getMetrics();
        int active = (int) metrics.activeCount();
        int idle = (int) metrics.availableCount();
        OptionalInt waiting = OptionalInt.of((int) metrics.awaitingCount());
        return new PoolReading(State.RUNNING, active, idle, active + idle, waiting, max, patience);
    }

    /** With a leak timeout, the pool keeps the thread of each borrow, and on demand the stack; private fields lead there. */
    @Override
    public List<Holder> holders() {
        Optional<Object> all =
                Reflection.field(source, "connectionPool").flatMap(pool -> Reflection.field(pool, "allConnections"));
        List<Holder> holders = new ArrayList<>();
        if (all.isPresent() && all.get() instanceof Iterable<?> connections) {
            connections.forEach(one -> holder(one).ifPresent(holders::add));
        }
        return holders;
    }

    private static Optional<Holder> holder(Object connection) {
        Optional<Object> thread = Reflection.call(connection, "getHoldingThread");
        Optional<Object> stack = Reflection.call(connection, "getAcquisitionStackTrace");
        if (thread.isEmpty() || stack.isEmpty()) {
            return Optional.empty();
        }
        long used =
                Reflection.field(connection, "lastAccess").map(Long.class::cast).orElse(System.nanoTime());
        return Optional.of(new Holder(
                ((Thread) thread.get()).getName(),
                ApplicationFrame.of(List.of((StackTraceElement[]) stack.get())),
                Duration.ofNanos(Math.max(0, System.nanoTime() - used))));
    }

    @Override
    public PoolAdvice advice() {
        return ADVICE;
    }

    @Override
    public Optional<String> url() {
        return Optional.ofNullable(settings().jdbcUrl()).filter(url -> !url.isEmpty());
    }

    @Override
    public Connector beside(UnaryOperator<Login> change) {
        return url().isPresent()
                ? new DriverConnector(() -> change.apply(login()), driver())
                : new BorrowingConnector(source, Optional.empty());
    }

    @Override
    public SetUp setUp() {
        AgroalConnectionFactoryConfiguration settings = settings();
        int level = settings.jdbcTransactionIsolation().isDefined()
                ? settings.jdbcTransactionIsolation().level()
                : -1;
        return SetUp.NONE.readOnly(readOnly()).isolation(level).sql(settings.initialSql());
    }

    @Override
    public boolean readOnly() {
        return settings().readOnly();
    }

    private AgroalConnectionFactoryConfiguration settings() {
        return source.getConfiguration().connectionPoolConfiguration().connectionFactoryConfiguration();
    }

    /** The pool may be given a data source class instead, which leads to the same URL as the driver does. */
    private Optional<String> driver() {
        Class<?> provider = settings().connectionProviderClass();
        return provider == null || !Driver.class.isAssignableFrom(provider)
                ? Optional.empty()
                : Optional.of(provider.getName());
    }

    private Login login() {
        AgroalConnectionFactoryConfiguration settings = settings();
        Properties properties = new Properties();
        properties.putAll(settings.jdbcProperties());
        if (settings.principal() != null) {
            add(properties, settings.principal());
        }
        settings.credentials().forEach(credential -> add(properties, credential));
        boolean constant = settings.credentials().stream().allMatch(SimplePassword.class::isInstance);
        String url = url().orElse("");
        return constant ? Login.fixed(url, null, null, properties) : Login.generated(url, null, null, properties);
    }

    /** Adds what the pool's security providers turn a user, a password or a token into. */
    private void add(Properties properties, Object credential) {
        for (AgroalSecurityProvider provider : settings().securityProviders()) {
            Properties found = provider.getSecurityProperties(credential);
            if (found != null) {
                properties.putAll(found);
                return;
            }
        }
    }
}
