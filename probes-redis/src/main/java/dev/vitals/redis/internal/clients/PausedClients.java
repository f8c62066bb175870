package dev.vitals.redis.internal.clients;

import dev.vitals.redis.internal.resp.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Clients that the server holds back: blocked in a command that never waits by itself. Servers before 8 show in no other way
 * that their clients are paused.
 *
 * @param number how many wait
 * @param longest how long the first of them has waited, in whole seconds
 */
record PausedClients(int number, Duration longest) {
    /** These wait by their own wish, or until Redis has freed what they delete. So may the commands of modules, which have a dot in their names. */
    private static final Set<String> PATIENT = Set.of(
            "blpop",
            "brpop",
            "brpoplpush",
            "blmove",
            "blmpop",
            "bzpopmin",
            "bzpopmax",
            "bzmpop",
            "flushall",
            "flushdb",
            "xread",
            "xreadgroup",
            "wait",
            "waitaof",
            "shutdown",
            "debug",
            "null",
            "");

    static PausedClients of(Reply list) {
        List<Long> waits = list instanceof Reply.Text text
                ? text.value()
                        .lines()
                        .map(ClientTable::pairs)
                        .filter(PausedClients::isHeldBack)
                        .map(client -> ClientTable.seconds(client.getOrDefault("idle", "")))
                        .toList()
                : List.of();
        return new PausedClients(
                waits.size(),
                Duration.ofSeconds(
                        waits.stream().mapToLong(Long::longValue).max().orElse(0)));
    }

    private static boolean isHeldBack(Map<String, String> client) {
        String command = client.getOrDefault("cmd", "").replaceFirst("\\|.*", "");
        return client.getOrDefault("flags", "").contains("b") && !command.contains(".") && !PATIENT.contains(command);
    }
}
