package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.host.DirectoryLimits;
import dev.vitals.host.FilesLimits;
import dev.vitals.probe.CheckLimits;
import dev.vitals.redis.limits.RedisQueue;
import dev.vitals.spring.internal.Hints;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.util.ClassUtils;

/** Every limit of a check that an application gets by itself is a property, and stays one in a native image. */
class LimitsTest {
    /** Those of checks that are there only where an application adds them itself. */
    private static final Set<String> BY_HAND = Set.of(
            DirectoryLimits.class.getName(),
            FilesLimits.class.getName(),
            RedisQueue.class.getName());

    @Test
    void every_limit_is_reached_by_a_property() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(CheckLimits.class));
        Set<String> all = new TreeSet<>();
        for (String room : new String[] {"dev.vitals.host", "dev.vitals.jvm", "dev.vitals.jdbc", "dev.vitals.redis", "dev.vitals.http"}) {
            scanner.findCandidateComponents(room).forEach(found -> all.add(found.getBeanClassName()));
        }
        all.removeAll(BY_HAND);

        RuntimeHints hints = new RuntimeHints();
        new Hints().registerHints(hints, getClass().getClassLoader());
        Set<String> kept = hints.reflection()
                .typeHints()
                .map(hint -> hint.getType().getName())
                .filter(name -> name.startsWith("dev.vitals"))
                .collect(Collectors.toSet());

        assertThat(all).hasSizeGreaterThan(40);
        assertThat(kept).containsExactlyInAnyOrderElementsOf(all);
        assertThat(kept.stream()
                        .flatMap(name -> Stream.of(ClassUtils.resolveClassName(name, null).getRecordComponents()))
                        .map(component -> component.getType().getSimpleName()))
                .as("what a property can set")
                .isSubsetOf("Threshold", "Size", "Set", "int", "boolean", "Duration");
    }
}
