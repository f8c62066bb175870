package dev.vitals.host;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into a file system, so that a hung one costs this process one thread, however many checks
 * look at paths in it.
 *
 * <p>A thread inside a hung file system cannot be called back: the system call ignores interruption and ends when the
 * file system answers or is torn down. Whoever comes next waits a bounded time and then says who is stuck. A call into
 * a healthy file system takes microseconds, so that waiting in line is no loss.
 */
final class MountGate {
    /** One for all: file systems are shared by the whole process. */
    static final MountGate SHARED = new MountGate();

    /** After a pause of the whole virtual machine every time has run out at once; then it is not the file system's. */
    private static final long GRACE_MILLIS = 100;

    private final Map<String, Door> doors = new ConcurrentHashMap<>();

    /** What to do inside. */
    interface Look<T> {
        T look() throws IOException;
    }

    /** One run of a check, and how long it is ready to wait for another inside the same file system. */
    record Visitor(MountGate gate, String check, Duration patience) {
        /** Looks at once when the mount is not known: then nothing says whom to wait for. */
        <T> T visit(Optional<Mount> mount, Look<T> look) throws IOException, InterruptedException, HungMountException {
            return mount.isPresent() ? gate.visit(mount.get(), this, look) : look.look();
        }
    }

    private <T> T visit(Mount mount, Visitor visitor, Look<T> look)
            throws IOException, InterruptedException, HungMountException {
        Door door = doors.computeIfAbsent(mount.device(), device -> new Door());
        if (!door.opens(visitor.patience())) {
            throw door.hung(mount);
        }
        try {
            door.inside = new Stay(visitor.check(), System.nanoTime());
            return look.look();
        } finally {
            door.inside = null;
            door.lock.unlock();
        }
    }

    private record Stay(String check, long since) {
        long nanos() {
            return System.nanoTime() - since;
        }
    }

    private static final class Door {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Stay inside;

        /** Waits no longer than until the one inside has taken as long as the visitor would wait. */
        boolean opens(Duration patience) throws InterruptedException {
            Stay stay = inside;
            long left = stay == null ? patience.toNanos() : patience.toNanos() - stay.nanos();
            return lock.tryLock(Math.max(0, left), TimeUnit.NANOSECONDS)
                    || lock.tryLock(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }

        HungMountException hung(Mount mount) {
            Stay stay = inside;
            return stay == null
                    ? new HungMountException(mount, "another check", Duration.ZERO)
                    : new HungMountException(mount, "check '" + stay.check() + "'", Duration.ofNanos(stay.nanos()));
        }
    }
}
