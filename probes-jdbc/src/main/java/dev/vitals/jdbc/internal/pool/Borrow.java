package dev.vitals.jdbc.internal.pool;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One borrowed connection: what it is wrapped in, so that closing it is noticed. Holds no thread. */
final class Borrow implements InvocationHandler {
    private final Connection connection;
    private final Borrows borrows;
    private final String thread;
    private final Stack stack = new Stack();
    private final long since;

    Borrow(Connection connection, Borrows borrows) {
        Thread current = Thread.currentThread();
        this.connection = connection;
        this.borrows = borrows;
        this.thread = current.getName();
        this.since = System.nanoTime();
    }

    /** Some code may have closed the connection itself rather than this wrapper. */
    boolean isOver() {
        try {
            return connection.isClosed();
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    Holder holder() {
        StackTraceElement code = ApplicationFrame.of(List.of(stack.getStackTrace()));
        return new Holder(thread, code, Duration.ofNanos(System.nanoTime() - since));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // Each borrow is equal to itself alone.
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "close", "abort" -> {
                try {
                    yield pass(method, arguments);
                } finally {
                    borrows.forget(this);
                }
            }
            default -> pass(method, arguments);
        };
    }

    private @Nullable Object pass(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(connection, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /**
     * Where the connection was borrowed. Never thrown: the virtual machine notes the stack of a throwable some ten times
     * faster than {@link StackWalker} visits it, and makes readable frames of it only when asked.
     */
    private static final class Stack extends Throwable {
        private static final long serialVersionUID = 1;

        Stack() {
            super(null, null, false, true);
        }
    }
}
