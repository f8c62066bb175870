package dev.vitals.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vitals.host.facts.Mount;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MountGateTest {
    private static final Mount HUNG = mount("0:1", "/hung");
    private static final Duration PATIENCE = Duration.ofMillis(50);
    private static final Duration HASTE = Duration.ofNanos(1);

    private final MountGate gate = new MountGate();
    private final CountDownLatch release = new CountDownLatch(1);
    private CompletableFuture<String> stuck;

    @BeforeEach
    void oneCheckIsStuck() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        stuck = CompletableFuture.supplyAsync(() -> stay(inside), task -> new Thread(task, "stuck").start());
        inside.await();
    }

    private String stay(CountDownLatch inside) {
        try {
            return gate.pass(HUNG, "uploads", Duration.ofSeconds(5), () -> {
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

    private String pass(Mount mount, Duration patience) throws Exception {
        return gate.pass(mount, "other", patience, () -> "in");
    }

    @AfterEach
    void letGo() {
        release.countDown();
        assertThat(stuck.join()).isEqualTo("done");
    }

    @Test
    void the_next_check_learns_which_one_is_stuck() {
        HungMountException hung = catchThrowableOfType(HungMountException.class, () -> pass(HUNG, PATIENCE));

        assertThat(hung.holder()).isEqualTo("check 'uploads'");
        assertThat(hung.mount().point()).isEqualTo("/hung");
        assertThat(hung.since()).isPositive();
    }

    @Test
    void another_mount_of_the_same_file_system_is_the_same_place() {
        assertThatThrownBy(() -> pass(mount("0:1", "/bound"), PATIENCE)).isInstanceOf(HungMountException.class);
    }

    @Test
    void another_file_system_is_entered() throws Exception {
        assertThat(pass(mount("0:2", "/fine"), PATIENCE)).isEqualTo("in");
    }

    @Test
    void a_check_less_patient_than_the_first_has_been_stuck_does_not_wait() {
        assertThatThrownBy(() -> pass(HUNG, HASTE)).isInstanceOf(HungMountException.class);
    }

    @Test
    void a_check_that_comes_as_the_first_one_leaves_is_let_in() throws Exception {
        release.countDown();

        assertThat(pass(HUNG, HASTE)).isEqualTo("in");
    }

    @Test
    void the_file_system_is_entered_again_once_it_has_answered() throws Exception {
        release.countDown();
        stuck.join();

        assertThat(pass(HUNG, PATIENCE)).isEqualTo("in");
    }

    private static Mount mount(String device, String point) {
        return new Mount(device, "/", point, false, "nfs4", "server:/x", List.of("rw"), point);
    }
}
