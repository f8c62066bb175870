package dev.vitals.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vitals.probe.Status;
import dev.vitals.report.CheckReport;
import dev.vitals.report.Report;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How long each check has had each status, by day in UTC. Time in which no process kept it, or in which that was stopped,
 * counts for nothing. Confined to one thread.
 */
final class Availability {
    static final int DAYS = 92;

    private static final int LAST_YEAR = 9999;

    /** Counted every ten minutes: of so much time the process, or its machine, has slept. */
    private static final Duration GAP = Duration.ofMinutes(20);

    private final TreeMap<LocalDate, Map<String, EnumMap<Status, Duration>>> days = new TreeMap<>();
    private final Set<LocalDate> counted = new TreeSet<>();
    private Map<String, Status> current = Map.of();
    private long since;

    /** From now on checks are as a report says. */
    void observe(Report report, Moment now) {
        count(now);
        Map<String, Status> statuses = new LinkedHashMap<>();
        for (CheckReport check : report.checks()) {
            statuses.put(check.name(), check.status());
        }
        current = statuses;
    }

    /** Counts the time until now. */
    void count(Moment now) {
        Duration time = now.since(since);
        since = now.nanos();
        if (!current.isEmpty() && time.compareTo(GAP) < 0) {
            Duration today =
                    Duration.between(day(now).atStartOfDay(ZoneOffset.UTC).toInstant(), now.wall());
            if (today.compareTo(time) < 0) {
                add(day(now).minusDays(1), time.minus(today));
                add(day(now), today);
            } else {
                add(day(now), time);
            }
        }
        while (days.size() > DAYS) {
            days.pollFirstEntry();
        }
    }

    private void add(LocalDate day, Duration time) {
        counted.add(day);
        Map<String, EnumMap<Status, Duration>> checks = days.computeIfAbsent(day, any -> new TreeMap<>());
        current.forEach((check, status) -> checks.computeIfAbsent(check, any -> new EnumMap<>(Status.class))
                .merge(status, time, Duration::plus));
    }

    static LocalDate day(Moment now) {
        return LocalDate.ofInstant(now.wall(), ZoneOffset.UTC);
    }

    /** Returns a copy. */
    SortedMap<LocalDate, Map<String, Map<Status, Duration>>> days() {
        SortedMap<LocalDate, Map<String, Map<Status, Duration>>> copy = new TreeMap<>();
        days.forEach((day, checks) -> {
            Map<String, Map<Status, Duration>> times = new TreeMap<>();
            checks.forEach((check, durations) -> times.put(check, new EnumMap<>(durations)));
            copy.put(day, times);
        });
        return copy;
    }

    /** Returns for how long nothing was counted on or between days until now, where that was longer than a day at a time. */
    Duration missed(Moment now) {
        Duration missed = Duration.ZERO;
        LocalDate next = null;
        for (LocalDate day : days.headMap(day(now), true).keySet()) {
            missed = missed.plus(missed(next, day));
            next = day.plusDays(1);
        }
        return missed.plus(missed(next, day(now)));
    }

    private static Duration missed(@Nullable LocalDate from, LocalDate to) {
        long days = from == null ? 0 : ChronoUnit.DAYS.between(from, to);
        return days > 1 ? Duration.ofDays(days) : Duration.ZERO;
    }

    /** Returns records of the days that have been counted on since this was last asked. */
    List<ObjectNode> takeCounted() {
        List<ObjectNode> records = new ArrayList<>();
        counted.forEach(day -> records.add(write(day, days.getOrDefault(day, Map.of()))));
        counted.clear();
        return records;
    }

    List<ObjectNode> all() {
        List<ObjectNode> records = new ArrayList<>();
        days.forEach((day, checks) -> records.add(write(day, checks)));
        return records;
    }

    private static ObjectNode write(LocalDate day, Map<String, EnumMap<Status, Duration>> checks) {
        ObjectNode json = Ledger.record("availability").put("day", day.toString());
        ObjectNode times = json.putObject("checks");
        checks.forEach((check, durations) -> {
            ObjectNode seconds = times.putObject(check);
            durations.forEach((status, time) -> seconds.put(status.name(), time.toMillis() / 1000.0));
        });
        return json;
    }

    /** Takes over what a record says of a day. The latest record of a day says all of it. */
    void read(JsonNode json) {
        Map<String, EnumMap<Status, Duration>> checks = new TreeMap<>();
        json.path("checks").properties().forEach(check -> {
            EnumMap<Status, Duration> times = new EnumMap<>(Status.class);
            check.getValue()
                    .properties()
                    .forEach(time -> times.put(Status.valueOf(time.getKey()), Duration.ofMillis((long)
                            (time.getValue().asDouble() * 1000))));
            checks.put(check.getKey(), times);
        });
        LocalDate day = LocalDate.parse(IncidentJson.text(json, "day"));
        if (day.getYear() > LAST_YEAR) {
            throw new IllegalArgumentException("'" + day + "' is no day of ours");
        }
        days.put(day, checks);
    }

    /** Takes over what an earlier process counted. */
    void resume(Availability earlier) {
        earlier.days.forEach((day, checks) -> {
            Map<String, EnumMap<Status, Duration>> known = days.computeIfAbsent(day, any -> new TreeMap<>());
            checks.forEach((check, times) -> {
                EnumMap<Status, Duration> sum = known.computeIfAbsent(check, any -> new EnumMap<>(Status.class));
                times.forEach((status, time) -> sum.merge(status, time, Duration::plus));
            });
        });
    }
}
