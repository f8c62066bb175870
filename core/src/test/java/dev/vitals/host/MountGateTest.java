package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MountGateTest {
    private static final Optional<Mount> HUNG = mount("0:1", "/hung");

    private final MountGate gate = new MountGate();
    private final MountGate.Visitor other = new MountGate.Visitor(gate, "other", Duration.ofMillis(50));
    private final CountDownLatch release = new CountDownLatch(1);
    private CompletableFuture<String> stuck;

    @BeforeEach
    void oneVisitorIsStuck() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        MountGate.Visitor visitor = new MountGate.Visitor(gate, "uploads", Duration.ofSeconds(5));
        stuck = CompletableFuture.supplyAsync(() -> visit(visitor, inside), task -> new Thread(task, "stuck").start());
        inside.await();
    }

    private String visit(MountGate.Visitor visitor, CountDownLatch inside) {
        try {
            return visitor.visit(HUNG, () -> {
                inside.countDown();
                awaitRelease();
                return "done";
            });
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void letGo() {
        release.countDown();
        assertThat(stuck.join()).isEqualTo("done");
    }

    @Test
    void the_next_visitor_is_told_who_is_stuck() {
        HungMountException hung = catchThrowableOfType(HungMountException.class, () -> other.visit(HUNG, () -> "in"));

        assertThat(hung.visitor()).isEqualTo("check 'uploads'");
        assertThat(hung.mount().point()).isEqualTo("/hung");
        assertThat(hung.since()).isPositive();
    }

    @Test
    void another_mount_of_the_same_file_system_is_the_same_place() {
        assertThatThrownBy(() -> other.visit(mount("0:1", "/bound"), () -> "in"))
                .isInstanceOf(HungMountException.class);
    }

    @Test
    void another_file_system_is_entered() throws Exception {
        assertThat(other.visit(mount("0:2", "/fine"), () -> "in")).isEqualTo("in");
    }

    @Test
    void an_unknown_file_system_is_entered() throws Exception {
        assertThat(other.visit(Optional.empty(), () -> "in")).isEqualTo("in");
    }

    @Test
    void who_would_wait_less_long_than_the_first_has_been_stuck_does_not_wait() {
        MountGate.Visitor hasty = new MountGate.Visitor(gate, "hasty", Duration.ofNanos(1));

        assertThatThrownBy(() -> hasty.visit(HUNG, () -> "in")).isInstanceOf(HungMountException.class);
    }

    @Test
    void who_comes_as_the_first_one_leaves_is_let_in() throws Exception {
        MountGate.Visitor hasty = new MountGate.Visitor(gate, "hasty", Duration.ofNanos(1));

        release.countDown();

        assertThat(hasty.visit(HUNG, () -> "in")).isEqualTo("in");
    }

    @Test
    void the_file_system_is_entered_again_once_it_has_answered() throws Exception {
        release.countDown();
        stuck.join();

        assertThat(other.visit(HUNG, () -> "in")).isEqualTo("in");
    }

    private static Optional<Mount> mount(String device, String point) {
        return Optional.of(new Mount(device, "/", point, false, "nfs4", "server:/x", List.of("rw")));
    }
}
