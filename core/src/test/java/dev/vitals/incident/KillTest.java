package dev.vitals.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.engine.SystemTime;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Dvitals.kills=200} kills more often. */
class KillTest {
    private static final int KILLS = Integer.getInteger("vitals.kills", 4);

    @TempDir
    Path directory;

    @Test
    void a_process_that_is_killed_loses_nothing_it_has_confirmed() throws Exception {
        Random random = new Random(7);
        int confirmed = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Set<String> notes = confirmedBeforeKill(kill * 10_000, 1 + random.nextInt(60));

            assertThat(notes()).containsAll(notes);
            confirmed += notes.size();
        }
        System.out.println(KILLS + " kills, " + confirmed + " notes confirmed, none lost");
    }

    private Set<String> confirmedBeforeKill(int first, int count) throws Exception {
        Process child = start(first);
        Set<String> notes = new HashSet<>();
        try (BufferedReader out = child.inputReader(StandardCharsets.UTF_8)) {
            for (int i = 0; i < count; i++) {
                notes.add("note " + out.readLine());
            }
            child.toHandle().destroyForcibly(); // leaves the pipe to be read to its end
            out.lines().map(line -> "note " + line).forEach(notes::add);
        } finally {
            child.destroyForcibly().waitFor();
        }
        return notes;
    }

    private Process start(int first) throws IOException {
        String path = Stream.of("java.class.path", "jdk.module.path")
                .map(System::getProperty)
                .filter(part -> part != null && !part.isBlank())
                .collect(Collectors.joining(File.pathSeparator));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        path + File.pathSeparator + classes(KilledChild.class),
                        KilledChild.class.getName(),
                        directory.toString(),
                        "" + first)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String classes(Class<?> type) throws IOException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }

    private Set<String> notes() {
        IncidentSettings settings = IncidentSettings.DEFAULT.directory(directory);
        try (Incidents incidents = Incidents.open("orders", settings, SystemTime.INSTANCE, text -> text)) {
            assertThat(incidents.trouble()).isEmpty();
            return incidents.list().stream()
                    .flatMap(incident -> incident.timeline().stream())
                    .map(TimelineEntry::text)
                    .collect(Collectors.toSet());
        }
    }
}
