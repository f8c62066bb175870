package dev.vitals.host;

import dev.vitals.host.facts.Mount;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread at a time into a file system, so that a hung one costs this process one thread, however many checks
 * have paths in it.
 *
 * <p>A thread inside a hung file system cannot be called back: the system call ignores interruption and ends when the
 * file system answers or is torn down. The next check waits for a bounded time and then reports which check is stuck. A
 * call into a healthy file system takes microseconds, so waiting in line costs nothing.
 */
final class MountGate {
    /** One for all: file systems are shared by the whole process. */
    static final MountGate SHARED = new MountGate();

    /** After a pause of the whole virtual machine all time has run out at once, and the file system is not to blame. */
    private static final long GRACE_MILLIS = 100;

    private final Map<String, Door> doors = new ConcurrentHashMap<>();

    <T> T pass(Mount mount, String check, Duration patience, Visitor.Call<T> call)
            throws IOException, InterruptedException, HungMountException {
        Door door = doors.computeIfAbsent(mount.device(), device -> new Door());
        if (!door.opens(patience)) {
            throw door.hung(mount);
        }
        try {
            door.inside = new Holder(check, System.nanoTime());
            return call.run();
        } finally {
            door.inside = null;
            door.lock.unlock();
        }
    }

    private record Holder(String check, long since) {
        long nanos() {
            return System.nanoTime() - since;
        }
    }

    private static final class Door {
        private final ReentrantLock lock = new ReentrantLock();
        private volatile @Nullable Holder inside;

        /** Gives up as soon as the thread inside has been there longer than this check is willing to wait. */
        boolean opens(Duration patience) throws InterruptedException {
            Holder holder = inside;
            long left = holder == null ? patience.toNanos() : patience.toNanos() - holder.nanos();
            return lock.tryLock(Math.max(0, left), TimeUnit.NANOSECONDS)
                    || lock.tryLock(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        }

        HungMountException hung(Mount mount) {
            Holder holder = inside;
            return holder == null
                    ? new HungMountException(mount, "another check", Duration.ZERO)
                    : new HungMountException(mount, "check '" + holder.check() + "'", Duration.ofNanos(holder.nanos()));
        }
    }
}
