package dev.vitals.redis.internal.sentinel;

import dev.vitals.redis.internal.info.RedisInfo;
import dev.vitals.remote.Remote;
import dev.vitals.text.Clean;
import java.util.List;

/** A master as {@code INFO} of a sentinel shows it. */
record WatchedMaster(String exactName, Remote address, String status, long replicas, long sentinels) {
    private static final int LONGEST = 60;

    static List<WatchedMaster> all(RedisInfo info) {
        return info.numbered("master").stream().map(field -> of(info, field)).toList();
    }

    private static WatchedMaster of(RedisInfo info, String field) {
        String address = info.words(field, "address").orElse("");
        int colon = address.lastIndexOf(':');
        String port = address.substring(colon + 1);
        boolean known = colon > 0 && port.matches("[1-9][0-9]{0,4}");
        return new WatchedMaster(
                info.words(field, "name").orElse(""),
                known ? Remote.of(address.substring(0, colon), Integer.parseInt(port)) : Remote.UNKNOWN,
                Clean.line(info.words(field, "status").orElse(""), LONGEST),
                info.part(field, "slaves").orElse(0),
                info.part(field, "sentinels").orElse(0));
    }

    /** Returns the name as it may be shown. */
    String name() {
        return Clean.line(exactName, LONGEST);
    }

    List<String> row() {
        return List.of(name(), address.toString(), status, Long.toString(replicas), Long.toString(sentinels));
    }
}
