package dev.vitals.jdbc.internal.postgres.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LockModesTest {
    private static final List<String> MODES = List.of(
            "AccessShareLock",
            "RowShareLock",
            "RowExclusiveLock",
            "ShareUpdateExclusiveLock",
            "ShareLock",
            "ShareRowExclusiveLock",
            "ExclusiveLock",
            "AccessExclusiveLock");

    @Test
    void exclusion_is_mutual() {
        for (String one : MODES) {
            for (String other : MODES) {
                assertThat(LockModes.conflict(one, other))
                        .as(one + " " + other)
                        .isEqualTo(LockModes.conflict(other, one));
            }
        }
    }

    @Test
    void readers_exclude_only_what_excludes_everything() {
        assertThat(MODES)
                .filteredOn(mode -> LockModes.conflict("AccessShareLock", mode))
                .containsExactly("AccessExclusiveLock");
        assertThat(MODES).allMatch(mode -> LockModes.conflict("AccessExclusiveLock", mode));
        assertThat(LockModes.conflict("RowExclusiveLock", "RowExclusiveLock")).isFalse();
        assertThat(LockModes.conflict("ShareLock", "ShareLock")).isFalse();
        assertThat(LockModes.conflict("ShareLock", "RowExclusiveLock")).isTrue();
    }

    @Test
    void an_unknown_mode_excludes_nothing() {
        assertThat(LockModes.conflict("SIReadLock", "AccessExclusiveLock")).isFalse();
    }
}
