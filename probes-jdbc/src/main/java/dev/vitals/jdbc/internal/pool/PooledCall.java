package dev.vitals.jdbc.internal.pool;

/** Knows HikariCP's own frames on a stack. */
final class PooledCall {
    private static final String PACKAGE = "com.zaxxer.hikari.";

    private PooledCall() {}

    /** Whether the caller of this frame waits for a connection. */
    static boolean isBorrowing(StackTraceElement frame) {
        String type = frame.getClassName();
        return frame.getMethodName().equals("getConnection")
                && (type.equals(PACKAGE + "pool.HikariPool") || type.equals(PACKAGE + "HikariDataSource"));
    }

    /** Whether the caller of this frame uses a connection that it has borrowed. */
    static boolean isUsing(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.startsWith(PACKAGE + "pool.HikariProxy") || type.startsWith(PACKAGE + "pool.Proxy");
    }
}
