package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vitals.probe.Observation;
import dev.vitals.probe.Probe;
import dev.vitals.probe.Result;
import dev.vitals.probe.Size;
import dev.vitals.probe.Status;
import dev.vitals.probe.Subject;
import dev.vitals.probe.TestContext;
import dev.vitals.probe.Threshold;
import dev.vitals.probe.Threshold.Direction;
import dev.vitals.probe.Unit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The checks of directories that are the application's own, on a healthy disk. */
class DirectoryChecksTest {
    @TempDir
    private Path temporary;

    private Path directory;

    @BeforeEach
    void resolve() throws IOException {
        directory = temporary.toRealPath();
    }

    private static Result check(Probe probe) throws Exception {
        return new TestContext().run(probe);
    }

    @Nested
    class Writing {
        @Test
        void a_directory_that_takes_files_is_up_and_is_left_as_it_was() throws Exception {
            Result result = check(WriteProbe.into(directory)
                    .limits(limits -> limits.answer(Threshold.none(Direction.ABOVE, Unit.SECONDS))));

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.observations()).extracting(Observation::name).containsExactly("directory.write");
            try (Stream<Path> left = Files.list(directory)) {
                assertThat(left).isEmpty();
            }
        }

        @Test
        void a_directory_that_is_not_there_or_is_a_file_is_down() throws Exception {
            Path file = Files.createFile(directory.resolve("file"));

            assertThat(check(WriteProbe.into(directory.resolve("none"))).cause())
                    .isEqualTo("disk.missing");
            Result result = check(WriteProbe.into(file));
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.cause()).isEqualTo("directory.not-writable");
        }
    }

    @Nested
    class Sizes {
        private long seconds;

        private final DirectoryProbe probe = DirectoryProbe.at(Path.of("."), () -> seconds * 1_000_000_000);

        private DirectoryProbe limited() {
            return DirectoryProbe.at(directory, () -> seconds * 1_000_000_000)
                    .limits(limits -> limits.size(Threshold.above(Size.ofBytes(1000), Size.ofBytes(5000)))
                            .files(Threshold.countAbove(3, 10))
                            .growth(Threshold.of(Direction.ABOVE, Unit.BYTES_PER_SECOND, 10, 100)));
        }

        @Test
        void without_limits_sizes_are_only_observed() throws Exception {
            assertThat(check(probe).status()).isEqualTo(Status.UP);
        }

        @Test
        void everything_below_counts_once_and_links_are_not_followed() throws Exception {
            Path below = Files.createDirectories(directory.resolve("a/b"));
            Files.write(below.resolve("one"), new byte[400]);
            Files.write(directory.resolve("two"), new byte[500]);
            Files.createSymbolicLink(below.resolve("up"), directory);

            Result result = check(limited().limits(limits -> limits.files(Threshold.countAbove(10, 20))));

            assertThat(result.summary()).isEqualTo("900 B, files: 3");
            assertThat(result.status()).isEqualTo(Status.UP);
        }

        @Test
        void too_many_bytes_or_files_are_reported() throws Exception {
            Files.write(directory.resolve("one"), new byte[1000]);
            Result large = check(limited());
            assertThat(large.cause()).isEqualTo("directory.large");
            assertThat(large.summary()).isEqualTo("1000 B, files: 1 (warn 1000 B)");
            assertThat(large.subjects()).containsExactly(Subject.file(directory.toString()));

            Files.write(directory.resolve("one"), new byte[1]);
            Files.createFile(directory.resolve("two"));
            Files.createFile(directory.resolve("three"));
            assertThat(check(limited()).summary()).isEqualTo("1 B, files: 3 (warn 3)");
        }

        @Test
        void growth_is_reported_once_there_is_a_minute_of_it() throws Exception {
            DirectoryProbe growing =
                    limited().limits(limits -> limits.size(Threshold.none(Direction.ABOVE, Unit.BYTES)));
            Path log = directory.resolve("log");
            Files.write(log, new byte[100]);
            check(growing);

            seconds = 59;
            Files.write(log, new byte[6100]);
            assertThat(check(growing).status()).isEqualTo(Status.UP);

            seconds = 60;
            Result result = check(growing);
            assertThat(result.cause()).isEqualTo("directory.growing");
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.summary()).isEqualTo("grows by 100 B/s (fail 100 B/s); 6 KiB, files: 1");
        }

        @Test
        void a_directory_that_is_not_there_is_down() throws Exception {
            assertThat(check(DirectoryProbe.at(directory.resolve("none"))).cause())
                    .isEqualTo("disk.missing");
        }
    }

    @Nested
    class Backups {
        private final Instant now = Instant.now();

        private void backup(String name, int bytes, Duration age) throws IOException {
            Path file = Files.write(directory.resolve(name), new byte[bytes]);
            Files.setLastModifiedTime(file, FileTime.from(now.minus(age)));
        }

        private FilesProbe dumps() {
            return FilesProbe.matching(directory, "*.dump");
        }

        @Test
        void a_backup_of_last_night_is_fine() throws Exception {
            backup("a.dump", 10, Duration.ofDays(3));
            backup("b.dump", 10, Duration.ofHours(25));
            backup("c.txt", 10, Duration.ofHours(1));

            Result result = check(dumps());

            assertThat(result.status()).isEqualTo(Status.UP);
            assertThat(result.summary())
                    .isEqualTo("files like *.dump in " + directory + ": 2, the newest b.dump written 1 d 1 h ago (warn"
                            + " 1 d 2 h)");
        }

        @Test
        void an_old_backup_is_reported_and_an_older_one_is_down() throws Exception {
            backup("a.dump", 10, Duration.ofHours(27));
            assertThat(check(dumps()).cause()).isEqualTo("files.old");
            assertThat(check(dumps()).status()).isEqualTo(Status.DEGRADED);

            backup("a.dump", 10, Duration.ofHours(51));
            assertThat(check(dumps()).status()).isEqualTo(Status.DOWN);
        }

        @Test
        void no_backup_at_all_and_one_that_failed_are_down() throws Exception {
            assertThat(check(dumps()).cause()).isEqualTo("files.missing");

            backup("a.dump", 99, Duration.ofHours(1));
            Result result = check(dumps().atLeast(Size.ofBytes(100)));
            assertThat(result.status()).isEqualTo(Status.DOWN);
            assertThat(result.summary())
                    .isEqualTo(
                            "files like *.dump in " + directory + ": 0 (fail 0); not counted, of less than 100 B: 1");
        }

        @Test
        void a_queue_of_files_that_nobody_takes_is_reported() throws Exception {
            backup("a.dump", 1, Duration.ZERO);
            backup("b.dump", 1, Duration.ofSeconds(-5));

            Result result = check(dumps().limits(limits -> limits.most(Threshold.countAbove(2, 9))));

            assertThat(result.cause()).isEqualTo("files.many");
        }

        @Test
        void a_pattern_that_is_none_is_refused_at_once() {
            assertThatThrownBy(() -> FilesProbe.matching(directory, "[")).isInstanceOf(PatternSyntaxException.class);
        }
    }
}
