package dev.vitals.spring.internal;

import dev.vitals.host.DiskLimits;
import dev.vitals.host.MemoryLimits;
import dev.vitals.jvm.HeapLimits;
import dev.vitals.spring.internal.sources.DataSources;
import dev.vitals.spring.internal.sources.RedisFactories;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What a native image must keep: limits, which are changed by the names of their components. */
public final class Hints implements RuntimeHintsRegistrar {
    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        List<Class<?>> limits = new ArrayList<>(List.of(DiskLimits.class, MemoryLimits.class, HeapLimits.class));
        limits.addAll(DataSources.limits());
        limits.addAll(RedisFactories.limits());
        limits.forEach(type -> hints.reflection()
                .registerType(type, MemberCategory.INVOKE_PUBLIC_CONSTRUCTORS, MemberCategory.INVOKE_PUBLIC_METHODS));
    }
}
