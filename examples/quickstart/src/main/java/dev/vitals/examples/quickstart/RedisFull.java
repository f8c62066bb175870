package dev.vitals.examples.quickstart;

import static java.nio.charset.StandardCharsets.US_ASCII;

import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** Fills Redis to its memory limit, so that it refuses to write. */
final class RedisFull implements Fault {
    private static final int CHUNK = 1 << 20;

    private final UnifiedJedis redis;
    private int chunks;

    RedisFull(UnifiedJedis redis) {
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

    @Override
    public synchronized void inject() {
        byte[] chunk = new byte[CHUNK];
        try {
            while (chunks < 1_000) {
                redis.set(key(chunks).getBytes(US_ASCII), chunk);
                chunks++;
            }
        } catch (JedisDataException full) {
            fillTheRest();
        }
    }

    /** The last chunk did not fit; a smaller one may. */
    private void fillTheRest() {
        try {
            for (int size = CHUNK / 2; size > 1_000; size /= 2) {
                redis.append(key(chunks), "x".repeat(size));
            }
        } catch (JedisDataException full) {
            chunks++;
        }
    }

    @Override
    public synchronized void heal() {
        while (chunks >= 0) {
            redis.unlink(key(chunks--));
        }
        chunks = 0;
    }

    private static String key(int chunk) {
        return "ballast:" + chunk;
    }
}
