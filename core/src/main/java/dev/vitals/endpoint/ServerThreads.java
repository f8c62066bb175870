package dev.vitals.endpoint;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The threads that a server of the JDK makes for itself, all daemons. It does not show them, but they are of the group of
 * the thread that makes it; and a group learns of each thread that an error ends.
 */
final class ServerThreads extends ThreadGroup {
    private static final String LISTENING = "HTTP-Dispatcher";

    /** There before it is needed: a full heap has no room for it. */
    private static final Ended UNKNOWN = new Ended(null);

    private volatile @Nullable Ended ended;

    ServerThreads() {
        super("vitals-http");
    }

    /** Runs a task on a thread of the group that ends with it. */
    <T> T call(Callable<T> task) throws IOException {
        FutureTask<T> future = new FutureTask<>(task);
        Thread thread = new Thread(this, future, "vitals-http-start");
        thread.setDaemon(true); // so are then the threads it makes
        thread.start();
        return result(future);
    }

    private static <T> T result(FutureTask<T> future) throws IOException {
        boolean interrupted = false;
        while (true) {
            try {
                T result = future.get();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
                return result;
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (ExecutionException e) {
                if (e.getCause() instanceof IOException) {
                    throw (IOException) e.getCause();
                }
                throw new IllegalStateException("the server of the JDK could not be started", e.getCause());
            }
        }
    }

    @Override
    public void uncaughtException(Thread thread, Throwable error) {
        ended = UNKNOWN;
        ended = new Ended(error);
    }

    /** Returns the error that ended a thread, or nothing while all are well. */
    @Nullable
    String whyEnded() {
        Ended known = ended;
        if (known != null) {
            return known.error() == null ? "an error" : known.error().getClass().getSimpleName();
        }
        return listens() ? null : "an error";
    }

    private boolean listens() {
        Thread[] alive = new Thread[activeCount() + 8];
        int count = enumerate(alive);
        for (int i = 0; i < count; i++) {
            if (alive[i].getName().equals(LISTENING)) {
                return true;
            }
        }
        return false;
    }

    private record Ended(@Nullable Throwable error) {}
}
