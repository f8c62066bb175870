package dev.vitals.jdbc.internal.activity;

import dev.vitals.jdbc.internal.findings.Seconds;
import dev.vitals.probe.Evidence;
import dev.vitals.probe.Remedy;
import dev.vitals.text.Plural;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows which programs and users hold the connections. */
final class ConnectionTables {
    private static final int GROUPS = 15;
    private static final int IDLE = 10;

    private ConnectionTables() {}

    static Evidence.Table byState(Activity activity) {
        List<Map.Entry<Row, Long>> all = counted(activity, Row::of);
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<Row, Long> entry : all.subList(0, Math.min(GROUPS, all.size()))) {
            Row row = entry.getKey();
            rows.add(List.of(
                    entry.getValue().toString(),
                    row.state(),
                    row.group().application(),
                    row.group().user()));
        }
        long shown = all.stream().limit(GROUPS).mapToLong(Map.Entry::getValue).sum();
        if (shown < activity.total()) {
            rows.add(List.of(Long.toString(activity.total() - shown), "others", "", ""));
        }
        return new Evidence.Table("connections", List.of("connections", "state", "application", "user"), rows);
    }

    static Evidence.Table idle(String title, List<ClientSession> sessions) {
        List<List<String>> rows = new ArrayList<>();
        for (ClientSession session : sessions.subList(0, Math.min(IDLE, sessions.size()))) {
            rows.add(List.of(
                    Long.toString(session.pid()),
                    session.who(),
                    session.database(),
                    Seconds.of(Activity.doing(session).stateAge())));
        }
        if (sessions.size() > IDLE) {
            rows.add(List.of("and " + (sessions.size() - IDLE) + " more", "", "", ""));
        }
        return new Evidence.Table(title, List.of(sessions.get(0).kind(), "who", "database", "idle seconds"), rows);
    }

    /** The group with most of the connections can give back most. */
    static Remedy largest(Activity activity) {
        List<Map.Entry<ClientSession.Group, Long>> groups = counted(activity, ClientSession::group);
        if (groups.isEmpty()) {
            return Remedy.words("find out which program connects only for moments: no session was there to be seen");
        }
        ClientSession.Group first = groups.get(0).getKey();
        if (activity.ours().stream().filter(one -> one.group().equals(first)).count()
                == groups.get(0).getValue()) {
            return Remedy.words(
                    "look at the instances whose health checks hold {}: each holds one for every database it watches",
                    Plural.of(groups.get(0).getValue(), "connection"));
        }
        String program = first.application().isEmpty() ? "" : "'" + first.application() + "' as ";
        return Remedy.words(
                "look at the pools of {}, which has {}: sizes, number of instances, connections that are never given"
                        + " back",
                program + "user '" + first.user() + "'",
                Plural.of(groups.get(0).getValue(), "connection"));
    }

    private static <K> List<Map.Entry<K, Long>> counted(Activity activity, Function<ClientSession, K> key) {
        return activity.held().collect(Collectors.groupingBy(key, Collectors.counting())).entrySet().stream()
                .sorted(Map.Entry.<K, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(entry -> entry.getKey().toString()))
                .toList();
    }

    private record Row(String state, ClientSession.Group group) {
        static Row of(ClientSession session) {
            return new Row(session.doing().map(ClientSession.Doing::state).orElse("hidden"), session.group());
        }
    }
}
