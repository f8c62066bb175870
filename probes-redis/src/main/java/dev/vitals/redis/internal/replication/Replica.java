package dev.vitals.redis.internal.replication;

import dev.vitals.probe.Quantities;
import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.remote.Remote;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * A replica as its master sees it.
 *
 * @param lag for how long the master has heard nothing from it; nothing while it has not taken part yet
 * @param behind how many bytes it has not confirmed; empty when that is not known
 */
record Replica(Remote address, String state, Duration lag, OptionalLong behind) {
    private static final int LONGEST_STATE = 20;

    /** Returns all, the most silent one first. */
    static List<Replica> all(RedisInfo info) {
        return info.numbered("slave").stream()
                .map(field -> of(info, field))
                .sorted(Comparator.comparing(Replica::lag).reversed())
                .toList();
    }

    private static Replica of(RedisInfo info, String field) {
        long port = info.part(field, "port").orElse(0);
        Remote address = info.words(field, "ip")
                .filter(host -> !host.isBlank() && port > 0 && port <= 65_535)
                .map(host -> Remote.of(host, (int) port))
                .orElse(Remote.UNKNOWN);
        String state = Clean.line(info.words(field, "state").orElse(""), LONGEST_STATE);
        long silent =
                state.equals("online") ? Math.max(0, info.part(field, "lag").orElse(0)) : 0;
        return new Replica(address, state, Duration.ofSeconds(silent), behind(info, field));
    }

    private static OptionalLong behind(RedisInfo info, String field) {
        OptionalLong master = info.number("master_repl_offset");
        OptionalLong confirmed = info.part(field, "offset");
        return master.isEmpty() || confirmed.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.max(0, master.getAsLong() - confirmed.getAsLong()));
    }

    boolean online() {
        return state.equals("online");
    }

    List<String> row() {
        return List.of(
                address.toString(),
                state,
                Quantities.duration(lag) + " ago",
                behind.isPresent() ? Quantities.bytes(behind.getAsLong()) : "unknown");
    }
}
