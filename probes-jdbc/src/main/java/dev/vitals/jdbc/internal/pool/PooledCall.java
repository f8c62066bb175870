package dev.vitals.jdbc.internal.pool;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a thread is doing with a pool, by the pool's own frames on its stack.
 *
 * @param borrowing whether it waits for a connection rather than using one that it has borrowed
 * @param call the method that it called
 * @param callers the pool's frame and those below it
 */
record PooledCall(boolean borrowing, String call, List<StackTraceElement> callers) {
    private static final String GET = "getConnection";

    /** The classes in which threads wait. */
    private static final Set<String> POOLS = Set.of(
            "com.zaxxer.hikari.pool.HikariPool",
            "com.zaxxer.hikari.HikariDataSource",
            "org.apache.tomcat.jdbc.pool.ConnectionPool",
            "org.apache.tomcat.jdbc.pool.DataSourceProxy",
            "org.apache.commons.dbcp2.PoolingDataSource",
            "org.apache.commons.dbcp2.BasicDataSource",
            "io.agroal.pool.ConnectionPool",
            "io.agroal.pool.Poolless",
            "io.agroal.pool.DataSource");

    /** The wrappers that pools put between a caller and the driver. */
    private static final List<String> WRAPPERS = List.of(
            "com.zaxxer.hikari.pool.HikariProxy",
            "com.zaxxer.hikari.pool.Proxy",
            "org.apache.tomcat.jdbc.pool.ProxyConnection",
            "org.apache.tomcat.jdbc.pool.DisposableConnectionFacade",
            "org.apache.tomcat.jdbc.pool.StatementFacade",
            "org.apache.commons.dbcp2.Delegating",
            "org.apache.commons.dbcp2.PoolingDataSource$PoolGuardConnectionWrapper",
            "io.agroal.pool.wrapper.");

    /** Empty when the thread has nothing to do with a pool. A pool that tests a connection is not using it yet. */
    static Optional<PooledCall> of(List<StackTraceElement> stack) {
        int use = -1;
        for (int i = 0; i < stack.size(); i++) {
            if (isBorrowing(stack.get(i))) {
                return Optional.of(new PooledCall(true, GET, stack.subList(i, stack.size())));
            }
            if (use < 0 && isUsing(stack.get(i))) {
                use = i;
            }
        }
        return use < 0 ? Optional.empty() : Optional.of(using(stack.subList(use, stack.size())));
    }

    private static boolean isBorrowing(StackTraceElement frame) {
        return frame.getMethodName().equals(GET) && POOLS.contains(frame.getClassName());
    }

    private static boolean isUsing(StackTraceElement frame) {
        return WRAPPERS.stream().anyMatch(frame.getClassName()::startsWith);
    }

    /** A wrapper that is the handler of a dynamic proxy is called by that proxy, whose method is the one to name. */
    private static PooledCall using(List<StackTraceElement> callers) {
        String call = callers.stream()
                .map(frame -> frame.getClassName().contains("$Proxy")
                                || !frame.getMethodName().equals("invoke")
                        ? frame.getMethodName()
                        : "")
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
        return new PooledCall(false, call, callers);
    }
}
