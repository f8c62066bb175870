package dev.vitals.spring.internal;

import dev.vitals.spring.internal.settings.KnownSet;
import dev.vitals.spring.internal.sources.MasterReplica;
import java.lang.reflect.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.util.ClassUtils;

/** What a native image must keep: limits, which are changed by the names of their components, and a field of Lettuce's factory. */
public final class Hints implements RuntimeHintsRegistrar {
    private static final List<String> LETTUCE_FACTORY = List.of(
            "io.lettuce.core.RedisClient",
            "org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory");

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        KnownSet.allLimits()
                .forEach(type -> hints.reflection()
                        .registerType(
                                type, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS));
        if (LETTUCE_FACTORY.stream().allMatch(name -> ClassUtils.isPresent(name, loader))) {
            Field field = MasterReplica.field();
            if (field != null) {
                hints.reflection().registerField(field);
            }
        }
    }
}
