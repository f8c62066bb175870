package dev.vitals.dump;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vitals.probe.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed while it takes and writes dumps leaves whole ones; the next one deletes the rest. */
@EnabledOnOs(OS.LINUX)
class KilledProcessTest {
    /** More of them find nothing else; {@code -Dkills=50} tries. */
    private static final int KILLS = Integer.getInteger("kills", 4);

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private Path temporary;

    private Path directory;
    private Path elsewhere;

    @BeforeEach
    void makeDirectories() throws IOException {
        directory = Files.createDirectory(temporary.resolve("dumps"));
        elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    }

    private ChildJvm start(String... mode) throws IOException {
        List<String> options = List.of("-Xmx128m", "-Djava.io.tmpdir=" + elsewhere);
        ChildJvm child = mode.length == 0
                ? ChildJvm.start(KilledMain.class, options, directory.toString())
                : ChildJvm.start(KilledMain.class, options, directory.toString(), mode[0]);
        assertThat(child.line()).isEqualTo("started");
        return child;
    }

    private List<String> bundles() throws IOException {
        return in(directory, ".zip");
    }

    private List<String> halves() throws IOException {
        return in(directory, ".partial");
    }

    private static List<String> in(Path place, String end) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(end))
                    .toList();
        }
    }

    @Test
    void every_bundle_is_whole_and_the_next_process_deletes_what_is_not_one() throws Exception {
        Random random = new Random();
        Set<String> left = new HashSet<>();
        for (int i = 0; i < KILLS; i++) {
            ChildJvm child = start();
            try {
                if (i % 2 == 0) {
                    awaitWriting(left);
                } else {
                    child.line();
                    assertThat(new CountDownLatch(1).await(random.nextInt(1_000), TimeUnit.MILLISECONDS))
                            .isFalse();
                }
            } finally {
                child.close(); // by SIGKILL
            }
            await().atMost(PATIENCE).until(() -> ProcessHandle.of(child.pid()).isEmpty());
            left.addAll(halves());
            assertWhole();
        }
        System.out.println(KILLS + " kills left " + bundles().size() + " bundles, whole, and " + left.size()
                + " halves of one; " + in(elsewhere, "").size() + " files elsewhere");
        Path unredacted = Files.createDirectory(elsewhere.resolve("vitals-dump4242"));
        Files.writeString(unredacted.resolve("threads.json"), "{}");
        Path strangers = Files.createDirectory(temporary.resolve("strangers"));
        Files.writeString(strangers.resolve("threads.json"), "{}");
        Path link = Files.createSymbolicLink(elsewhere.resolve("vitals-dump77"), strangers);
        Files.write(directory.resolve("killed-20261128T025801Z-00000001.zip.partial"), new byte[9]);
        age(directory);
        age(elsewhere);
        age(strangers);

        try (ChildJvm next = start("wait")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(halves())
                            .as("when it has run for ten seconds")
                            .isEmpty());
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(in(elsewhere, "")).noneMatch(name -> name.startsWith("vitals-dump4")));
            assertThat(link).as("put there by somebody").isSymbolicLink();
            assertThat(strangers.resolve("threads.json")).exists();
            next.send("");
            assertThat(next.line()).startsWith("stored " + directory);
        }
        assertWhole();
    }

    private void awaitWriting(Set<String> before) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(PATIENCE)
                .until(() -> !before.containsAll(halves()));
    }

    private void assertWhole() throws IOException {
        assertThat(bundles())
                .allSatisfy(file -> assertThat(Bundle.of(Files.readAllBytes(directory.resolve(file)))
                                .names())
                        .startsWith("00-SUMMARY.md", "manifest.json"));
    }

    /** As if ten seconds had gone by since the last kill. */
    private static void age(Path place) throws IOException {
        FileTime then = FileTime.from(Instant.now().minusSeconds(11));
        try (Stream<Path> all = Files.walk(place)) {
            for (Path one : all.filter(path -> !path.equals(place)).toList()) {
                if (!one.toString().endsWith(".zip")) {
                    Files.setLastModifiedTime(one, then);
                }
            }
        }
    }
}
