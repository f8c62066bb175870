package dev.vitals.examples.boot;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Places orders: one row changed in the database, one key set in Redis. */
@Service
class OrderService {
    private final JdbcClient database;
    private final StringRedisTemplate redis;

    OrderService(JdbcClient database, StringRedisTemplate redis) {
        this.database = database;
        this.redis = redis;
    }

    void place() {
        // The first rows are left to the faults, so that a chain of locks stays the chain it is meant to be.
        int id = ThreadLocalRandom.current().nextInt(10, 100);
        database.sql("update orders set state = 'placed' where id = ?")
                .param(id)
                .update();
        redis.opsForValue().set("session:" + id, "placed", Duration.ofMinutes(1));
    }

    long count() {
        return database.sql("select count(*) from orders").query(Long.class).single();
    }
}
