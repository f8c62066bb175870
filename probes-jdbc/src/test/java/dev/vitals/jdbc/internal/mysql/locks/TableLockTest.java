package dev.vitals.jdbc.internal.mysql.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the matrix of granted locks in the comment of MySQL's mdl.cc. */
class TableLockTest {
    @ParameterizedTest
    @CsvSource({
        "EXCLUSIVE, SHARED_READ, true",
        "EXCLUSIVE, SHARED_HIGH_PRIO, true",
        "SHARED_READ, SHARED_WRITE, false",
        "SHARED_READ, SHARED_NO_READ_WRITE, true",
        "SHARED_WRITE, SHARED_READ_ONLY, true",
        "SHARED_WRITE, SHARED_NO_WRITE, true",
        "SHARED_UPGRADABLE, SHARED_UPGRADABLE, true",
        "SHARED_UPGRADABLE, SHARED_WRITE, false",
        "SHARED_READ_ONLY, SHARED_READ_ONLY, false",
        "SHARED_NO_READ_WRITE, SHARED_READ, true",
        "A_MODE_OF_THE_FUTURE, SHARED_READ, true"
    })
    void one_waits_for_a_lock_that_excludes_its_own(String wanted, String held, boolean waits) {
        assertThat(lock(1, "orders", wanted, true).waitsFor(lock(2, "orders", held, false)))
                .isEqualTo(waits);
    }

    @Test
    void two_that_mean_to_change_something_do_not_exclude_each_other() {
        TableLock wanted = lock(1, "", "INTENTION_EXCLUSIVE", true);

        assertThat(wanted.waitsFor(lock(2, "", "INTENTION_EXCLUSIVE", false))).isFalse();
        assertThat(wanted.waitsFor(lock(2, "", "SHARED", false))).isTrue();
    }

    @Test
    void a_session_does_not_wait_for_itself_for_another_table_or_for_a_waiter() {
        TableLock wanted = lock(1, "orders", "EXCLUSIVE", true);

        assertThat(wanted.waitsFor(lock(1, "orders", "SHARED_READ", false))).isFalse();
        assertThat(wanted.waitsFor(lock(2, "customers", "SHARED_READ", false))).isFalse();
        assertThat(wanted.waitsFor(lock(2, "orders", "SHARED_READ", true))).isFalse();
        assertThat(wanted.queuesBehind(lock(2, "orders", "SHARED_READ", true))).isTrue();
    }

    private static TableLock lock(long id, String table, String mode, boolean pending) {
        return new TableLock(id, List.of("TABLE", "test", table), table, mode, pending);
    }
}
