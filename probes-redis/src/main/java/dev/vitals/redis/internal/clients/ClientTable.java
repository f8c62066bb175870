package dev.vitals.redis.internal.clients;

import dev.vitals.probe.Evidence;
import dev.vitals.probe.Quantities;
import dev.vitals.redis.internal.resp.Reply;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of clients, counted by host, name and user. Shows no command's arguments: the list has none. */
final class ClientTable {
    private record Key(String host, String name, String user) {}

    private static final int MOST_ROWS = 20;
    private static final int LONGEST_WORD = 60;
    private static final Pattern PAIR = Pattern.compile("(\\w[\\w-]*)=(\\S*)");
    private static final Comparator<List<String>> MOST_FIRST = Comparator.comparingLong(
                    (List<String> row) -> Long.parseLong(row.get(0)))
            .reversed();

    private ClientTable() {}

    static Evidence of(Reply list) {
        Map<Key, long[]> counts = new HashMap<>();
        if (list instanceof Reply.Text text) {
            text.value().lines().forEach(line -> count(line, counts));
        }
        List<List<String>> rows = counts.entrySet().stream()
                .map(entry -> row(entry.getKey(), entry.getValue()))
                .sorted(MOST_FIRST)
                .limit(MOST_ROWS)
                .toList();
        return new Evidence.Table("clients", List.of("clients", "longest idle", "host", "name", "user"), rows);
    }

    private static void count(String line, Map<Key, long[]> counts) {
        Map<String, String> pairs = pairs(line);
        String address = pairs.getOrDefault("addr", "");
        String host = address.substring(0, Math.max(0, address.lastIndexOf(':')));
        Key key = new Key(shown(host), shown(pairs.getOrDefault("name", "")), shown(pairs.getOrDefault("user", "")));
        long[] count = counts.computeIfAbsent(key, any -> new long[2]);
        count[0]++;
        count[1] = Math.max(count[1], seconds(pairs.getOrDefault("idle", "")));
    }

    /** What a line of the list says of one client. */
    static Map<String, String> pairs(String line) {
        Map<String, String> pairs = new HashMap<>();
        for (Matcher pair = PAIR.matcher(line); pair.find(); ) {
            pairs.put(pair.group(1), pair.group(2));
        }
        return pairs;
    }

    private static List<String> row(Key key, long[] count) {
        String idle = Quantities.duration(Duration.ofSeconds(count[1]));
        return List.of(Long.toString(count[0]), idle, key.host(), key.name(), key.user());
    }

    static long seconds(String text) {
        return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : 0;
    }

    private static String shown(String text) {
        return Clean.line(text, LONGEST_WORD);
    }
}
