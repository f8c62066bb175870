package dev.vitals.jdbc.internal.pool;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The connections that an application has borrowed and not given back. Thread-safe; takes no lock on borrowing. */
public final class Borrows {
    /** A connection closed past its wrapper, through {@code Statement.getConnection()}, is forgotten after so many borrows. */
    private static final int SWEEP = 1_024;

    private final Set<Borrow> open = ConcurrentHashMap.newKeySet();
    private int untilSweep = SWEEP;

    /**
     * Notes that the calling thread has borrowed a connection.
     *
     * @param connection what the pool lent
     * @return the connection to give to the application; closing it forgets it
     */
    public Connection note(Connection connection) {
        Borrow borrow = new Borrow(connection, this);
        open.add(borrow);
        if (--untilSweep <= 0) { // Threads that race here sweep once more or once less.
            untilSweep = SWEEP;
            open.removeIf(Borrow::isOver);
        }
        return (Connection)
                Proxy.newProxyInstance(Borrows.class.getClassLoader(), new Class<?>[] {Connection.class}, borrow);
    }

    void forget(Borrow borrow) {
        open.remove(borrow);
    }

    /**
     * Returns how many borrows are remembered, those included that are over and not swept yet.
     *
     * @return the number
     */
    public int kept() {
        return open.size();
    }

    /**
     * Returns who holds a connection now.
     *
     * @return the holders, in no order
     */
    public List<Holder> holders() {
        open.removeIf(Borrow::isOver);
        return open.stream().map(Borrow::holder).toList();
    }
}
