package dev.vitals.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.deployment.VersionFile.Latest;
import dev.vitals.probe.ChildJvm;
import dev.vitals.report.Build;
import dev.vitals.report.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionFileTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-17T08:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-11-20T08:00:00Z");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void name() {
        file = directory.resolve("versions");
    }

    @Test
    void a_build_that_has_replaced_another_was_deployed_when_it_was_first_seen() throws Exception {
        note("1.4.1", MONDAY);
        note("1.4.2", TUESDAY);

        Latest later = note("1.4.2", FRIDAY);

        assertThat(later.now().at()).isEqualTo(TUESDAY);
        assertThat(later.before().orElseThrow().build()).isEqualTo(build("1.4.1"));
    }

    @Test
    void the_first_build_that_is_seen_may_have_been_there_for_long() {
        Deployment first = deployment("1.4.1", MONDAY);

        assertThat(first.build()).isEqualTo(build("1.4.1"));
        assertThat(first.deployedAt()).isEmpty();
        assertThat(deployment("1.4.2", TUESDAY).deployedAt()).hasValue(TUESDAY);
    }

    @Test
    void going_back_to_an_older_build_is_a_deployment() throws Exception {
        note("1.4.1", MONDAY);
        note("1.4.2", TUESDAY);

        Latest back = note("1.4.1", FRIDAY);

        assertThat(back.now().at()).isEqualTo(FRIDAY);
        assertThat(back.before().orElseThrow().build()).isEqualTo(build("1.4.2"));
    }

    @Test
    void applications_that_share_a_file_do_not_see_each_other() throws Exception {
        note("1.4.1", MONDAY);

        assertThat(new VersionFile(file, "billing").note(build("7"), TUESDAY).before())
                .isEmpty();
        assertThat(note("1.4.1", FRIDAY).now().at()).isEqualTo(MONDAY);
    }

    @Test
    void a_line_that_a_crash_has_cut_off_spoils_no_other() throws Exception {
        note("1.4.1", MONDAY);
        Files.writeString(file, "{\"application\":\"orders\",\"version\":\"1.4.", StandardOpenOption.APPEND);
        note("1.4.2", TUESDAY);

        assertThat(note("1.4.2", FRIDAY).before().orElseThrow().build()).isEqualTo(build("1.4.1"));
    }

    @Test
    void two_processes_spoil_nothing() throws Exception {
        try (ChildJvm one = ChildJvm.start(Noting.class, List.of("-Xmx32m"), file.toString(), "a");
                ChildJvm two = ChildJvm.start(Noting.class, List.of("-Xmx32m"), file.toString(), "b")) {
            assertThat(one.line()).isEqualTo("done");
            assertThat(two.line()).isEqualTo("done");
        }

        List<String> lines = Files.readAllLines(file).stream()
                .filter(line -> !line.isBlank())
                .toList();
        assertThat(lines).allMatch(line -> line.matches("\\{\"application\":\"orders\",\"version\":\"[ab]-\\d+\",.*}"));
        assertThat(lines).anyMatch(line -> line.contains("a-99")).anyMatch(line -> line.contains("b-99"));
    }

    @Test
    void a_file_that_has_become_large_is_shortened_and_still_knows_the_last_builds() throws Exception {
        for (int i = 0; i < 1_200; i++) {
            note("1.0." + i, MONDAY.plusSeconds(i));
        }

        assertThat(Files.size(file)).isLessThan(80 * 1024);
        assertThat(note("2.0", FRIDAY).before().orElseThrow().build()).isEqualTo(build("1.0.1199"));
    }

    @Test
    void a_place_that_cannot_be_written_does_no_harm() throws IOException {
        file = Files.writeString(directory.resolve("a-file"), "").resolve("versions");

        Deployment known = deployment("1.4.1", MONDAY);

        assertThat(known.build()).isEqualTo(build("1.4.1"));
        assertThat(known.deployedAt()).isEmpty();
    }

    private Deployment deployment(String version, Instant now) {
        DeploymentSettings settings =
                DeploymentSettings.given().version(version).remember(file);
        return Deployments.of("orders", settings, now, text -> text).get().orElseThrow();
    }

    private Latest note(String version, Instant now) throws IOException {
        return new VersionFile(file, "orders").note(build(version), now);
    }

    private static Build build(String version) {
        return new Build(Optional.of(version), Optional.empty(), Optional.empty());
    }

    /** A process that is deployed a hundred times in a row. */
    static final class Noting {
        private Noting() {}

        public static void main(String[] arguments) throws IOException {
            VersionFile versions = new VersionFile(Path.of(arguments[0]), "orders");
            for (int i = 0; i < 100; i++) {
                versions.note(build(arguments[1] + "-" + i), Instant.now());
            }
            System.out.println("done");
        }
    }
}
