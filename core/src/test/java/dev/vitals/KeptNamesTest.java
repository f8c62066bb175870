package dev.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.vitals.dump.DumpSettings;
import dev.vitals.endpoint.HealthHandler;
import dev.vitals.endpoint.HealthRequest;
import dev.vitals.format.Access;
import dev.vitals.incident.IncidentSettings;
import dev.vitals.probe.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new path of the endpoint keeps its name from checks and groups, or these tests fail. */
class KeptNamesTest {
    @TempDir
    Path directory;

    @Test
    void no_check_and_no_group_has_a_name_at_which_the_endpoint_answers_something_else() throws Exception {
        Set<String> names = firstWordsOfPaths();
        assertThat(names).contains("dump", "incidents", "run", "livez", "live");

        for (String name : names) {
            assertThatThrownBy(Vitals.builder("test").check(name, context -> Result.up())::build)
                    .as("a check named %s", name)
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("check name '" + name + "' is that of a group or an operation");
        }
        names.removeAll(Set.of("live", "ready", "started"));
        for (String name : names) {
            assertThatThrownBy(Vitals.builder("test").check("a", context -> Result.up(), c -> c.groups(name))::build)
                    .as("a group named %s", name)
                    .isInstanceOf(InvalidConfigurationException.class)
                    .hasMessageContaining("group name '" + name + "' is that of an operation");
        }
    }

    /** As the endpoint itself lists them to whoever asks for a path that there is none of. */
    private Set<String> firstWordsOfPaths() throws IOException {
        try (Vitals vitals = Vitals.builder("test")
                .check("a", context -> Result.up())
                .incidents(IncidentSettings.DEFAULT)
                .dumps(DumpSettings.DEFAULT.directory(directory))
                .build()) {
            String listing = HealthHandler.of(vitals)
                    .handle(HealthRequest.get("/no-such-path", "", Access.DETAIL))
                    .body()
                    .toString();
            Set<String> words = new TreeSet<>();
            for (JsonNode path : new ObjectMapper().readTree(listing).path("paths")) {
                words.add(path.asText().split("/", -1)[1]);
            }
            words.removeIf(word -> word.isEmpty() || word.startsWith("{"));
            return words;
        }
    }
}
