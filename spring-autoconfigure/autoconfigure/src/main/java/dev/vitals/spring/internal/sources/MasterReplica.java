package dev.vitals.spring.internal.sources;

import java.lang.reflect.Field;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.RedisStaticMasterReplicaConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.util.ReflectionUtils;

/**
 * A master and its replicas that are named one by one. Lettuce's factory shows them nowhere: asked for one server it names
 * {@code localhost}, which is none of them.
 */
public final class MasterReplica {
    private MasterReplica() {}

    /** Returns the field they are read from, in both generations; null if there is none any more. */
    public static @Nullable Field field() {
        return ReflectionUtils.findField(LettuceConnectionFactory.class, "configuration");
    }

    static Optional<List<RedisStandaloneConfiguration>> nodes(LettuceConnectionFactory factory) {
        Field field = field();
        if (field == null) {
            return Optional.empty();
        }
        ReflectionUtils.makeAccessible(field);
        return ReflectionUtils.getField(field, factory) instanceof RedisStaticMasterReplicaConfiguration all
                        && !all.getNodes().isEmpty()
                ? Optional.of(all.getNodes())
                : Optional.empty();
    }
}
