package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.probe.ChildJvm;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ShortOfDescriptorsTest {
    @Test
    void no_probe_is_down_because_no_file_can_be_opened() throws Exception {
        try (ChildJvm child =
                ChildJvm.startBelow("ulimit -n 64 && exec \"$@\"", DescriptorHog.class, List.of("-XX:+UseSerialGC"))) {
            assertThat(child.line()).startsWith("known disk: ok ");
            assertThat(child.line()).startsWith("new disk: ok ");
            assertThat(child.line()).startsWith("memory: memory.unreadable ");
            assertThat(child.line()).startsWith("heap: ok ");
        }
    }
}
