package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vitals.host.facts.Mount;
import dev.vitals.probe.Result;
import dev.vitals.probe.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VisitorTest {
    private static final Optional<Mount> DATA = mount("0:1", "/data");
    private static final Optional<Mount> OTHER = mount("0:2", "/other");

    private final List<Optional<Mount>> words = new ArrayList<>();
    private final Visitor visitor = new Visitor(new MountGate(), new TestContext(), this::word);

    private Result word(Optional<Mount> mount) {
        words.add(mount);
        return Result.down(HostCauses.DISK_HUNG, "stuck in " + mount);
    }

    @Test
    void the_word_is_ready_before_the_file_system_is_entered() throws Exception {
        assertThat(visitor.visit(DATA, () -> List.copyOf(words))).containsExactly(DATA);
    }

    @Test
    void a_file_system_without_a_known_mount_is_entered_with_word_left_too() throws Exception {
        assertThat(visitor.visit(Optional.empty(), () -> List.copyOf(words))).containsExactly(Optional.empty());
        assertThat(visitor.last()).isEmpty();
    }

    @Test
    void one_word_serves_for_one_file_system_in_a_row() throws Exception {
        visitor.visit(DATA, () -> "in");
        visitor.visit(DATA, () -> "in");
        visitor.visit(OTHER, () -> "in");

        assertThat(words).containsExactly(DATA, OTHER);
        assertThat(visitor.last()).isEqualTo(OTHER);
    }

    private static Optional<Mount> mount(String device, String point) {
        return Optional.of(new Mount(device, "/", point, false, "nfs4", "nas1:/x", List.of("rw"), point));
    }
}
