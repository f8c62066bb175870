package dev.vitals.redis.internal.info;

import dev.vitals.probe.Evidence;
import java.util.List;
import java.util.regex.Pattern;

/** The keys of each database, as {@code INFO} counts them. */
public final class Keyspace {
    private static final Pattern DATABASE = Pattern.compile("db[0-9]+");

    private Keyspace() {}

    public static boolean isDatabase(String field) {
        return DATABASE.matcher(field).matches();
    }

    public static Evidence table(RedisInfo info) {
        List<List<String>> rows = info.fields().keySet().stream()
                .filter(Keyspace::isDatabase)
                .map(database -> row(info, database))
                .toList();
        return new Evidence.Table("keys", List.of("database", "keys", "that expire", "that stay"), rows);
    }

    private static List<String> row(RedisInfo info, String database) {
        long keys = info.part(database, "keys").orElse(0);
        long expiring = info.part(database, "expires").orElse(0);
        return List.of(database, Long.toString(keys), Long.toString(expiring), Long.toString(keys - expiring));
    }
}
