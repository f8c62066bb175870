package dev.vitals.errors;

import dev.vitals.errors.ErrorEvent.Level;
import dev.vitals.errors.ErrorEvent.Thrown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Counts events by group, in a table of fixed size without locks. A group is in one of a few slots that its key gives;
 * when all of them are taken, the group that was silent longest makes room.
 */
final class Groups {
    private static final int SIZE = 128;
    private static final int CHOICES = 8;

    private final AtomicReferenceArray<Group> slots = new AtomicReferenceArray<>(SIZE);

    void add(ErrorEvent event) {
        Key key = Key.of(event);
        int home = Math.floorMod(key.hashCode() * 0x9E3779B9, SIZE);
        int oldest = home;
        Group silent = null;
        for (int i = 0; i < CHOICES; i++) {
            int slot = (home + i) % SIZE;
            Group group = slots.get(slot);
            if (group == null) {
                Group made = new Group(key, event);
                Group won = slots.compareAndExchange(slot, null, made);
                group = won == null ? made : won;
            }
            if (group.key.equals(key)) {
                group.add(event);
                return;
            }
            if (silent == null || group.latest.at().isBefore(silent.latest.at())) {
                silent = group;
                oldest = slot;
            }
        }
        // If another thread is faster, its group stays and this event is in the ring only.
        Group made = new Group(key, event);
        made.add(event);
        slots.compareAndSet(oldest, silent, made);
    }

    List<ErrorGroup> all() {
        List<ErrorGroup> all = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Group group = slots.get(i);
            if (group != null) {
                all.add(new ErrorGroup(Math.max(1, group.count.get()), group.first, group.latest));
            }
        }
        return all;
    }

    private record Key(Level level, String logger, String type, String frame) {
        static Key of(ErrorEvent event) {
            @Nullable Thrown thrown = event.thrown().orElse(null);
            return thrown == null
                    ? new Key(event.level(), event.logger(), "", "")
                    : new Key(event.level(), event.logger(), thrown.type(), thrown.frame());
        }
    }

    private static final class Group {
        private final Key key;
        private final Instant first;
        private final AtomicLong count = new AtomicLong();
        private volatile ErrorEvent latest;

        Group(Key key, ErrorEvent first) {
            this.key = key;
            this.first = first.at();
            this.latest = first;
        }

        void add(ErrorEvent event) {
            count.incrementAndGet();
            latest = event;
        }
    }
}
