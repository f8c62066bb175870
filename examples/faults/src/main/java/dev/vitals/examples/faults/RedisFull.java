package dev.vitals.examples.faults;

/** Fills Redis to its memory limit, so that it refuses to write. */
final class RedisFull implements Fault {
    private static final int CHUNK = 1 << 20;

    private final RedisStore redis;
    private int chunks;

    RedisFull(RedisStore redis) {
        this.redis = redis;
    }

    @Override
    public String name() {
        return "redis-full";
    }

    @Override
    public String description() {
        return "Redis is filled to its memory limit and refuses to write";
    }

    /** Where a chunk does not fit, a smaller one may. */
    @Override
    public synchronized void inject() {
        int size = CHUNK;
        while (size > 1_000 && chunks < 1_000) {
            size = fits(size) ? size : size / 2;
        }
    }

    private boolean fits(int size) {
        try {
            redis.set(key(chunks), "x".repeat(size));
            chunks++;
            return true;
        } catch (RuntimeException refused) {
            if (chunks == 0) {
                throw refused; // it is not full, it is away
            }
            return false;
        }
    }

    @Override
    public synchronized void heal() {
        for (; chunks > 0; chunks--) {
            redis.remove(key(chunks - 1));
        }
    }

    private static String key(int chunk) {
        return "ballast:" + chunk;
    }
}
