package dev.vitals.spring.tests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.util.List;
import java.nio.file.Path;
import java.nio.file.Files;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the starter brings along leaves an application's Lettuce as it was. */
class LettuceUnchangedTest {
    /** What comes with the starter, as jars or as the folders of this build, and what is there for these tests alone. */
    private static final Predicate<String> OURS_OR_JEDIS = name -> name.matches("(vitals-|jedis-|classes$).*");

    private static Stream<File> withUs() {
        return Isolated.classPath(name -> true);
    }

    @Test
    void the_client_and_its_beans_are_the_same_with_the_starter_and_without() throws Exception {
        Map<String, String> without =
                Isolated.call(Isolated.classPath(OURS_OR_JEDIS.negate()), LettuceApplication.class);
        Map<String, String> with = Isolated.call(withUs(), LettuceApplication.class);
        keep("lettuce-without.txt", without);
        keep("lettuce-with.txt", with);

        assertThat(without)
                .containsEntry(LettuceApplication.CLIENT, "DefaultLettuceClientConfiguration")
                .doesNotContainKey("vitals");
        without.remove("healthEndpointGroups"); // wrapped, see decision 0065
        assertThat(with).containsAllEntriesOf(without).containsKey("vitals");
        Map<String, String> added = new TreeMap<>(with);
        added.keySet().removeAll(without.keySet());
        added.remove("healthEndpointGroups");
        assertThat(added.keySet()).allMatch(name -> name.toLowerCase().contains("vitals"));
    }

    /** For a reader who wants to compare them: {@code diff target/lettuce-without.txt target/lettuce-with.txt}. */
    private static void keep(String file, Map<String, String> beans) throws IOException {
        List<String> lines = beans.entrySet().stream()
                .map(bean -> bean.getKey() + " " + bean.getValue())
                .toList();
        Files.write(Path.of("target", file), lines);
    }

    @Test
    void the_pool_that_does_not_come_along_would_have_changed_the_client() throws Exception {
        Stream<File> pool = Arrays.stream(new File("target/pool").listFiles());

        assertThat(Isolated.call(Stream.concat(withUs(), pool), LettuceApplication.class))
                .containsEntry(LettuceApplication.CLIENT, "DefaultLettucePoolingClientConfiguration");
        assertThat(withUs()).extracting(File::getName).noneMatch(name -> name.startsWith("commons-pool2-"));
    }
}
