package dev.vitals.incident;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What journal records mean: an event with its incident after it, an incident whole, a maintenance window, availability. Reads them
 * one after another and knows the incidents then.
 */
final class Ledger {
    static final int VERSION = 1;

    private final Map<String, Draft> incidents = new LinkedHashMap<>();
    private Optional<Mute> mute = Optional.empty();
    private final Availability availability = new Availability();
    private final int most;
    private int unreadable;
    private int newer;

    /** Keeps about so many incidents, the latest, and all that are open. */
    Ledger(int most) {
        this.most = most;
    }

    static ObjectNode event(Change change) {
        ObjectNode json = record("event");
        json.set("incident", incident(change.incident()));
        json.set("entry", IncidentJson.write(change.entry()));
        return json;
    }

    /** What has changed beside the timeline: its last entry stands there again, which says nothing new to any version. */
    static ObjectNode again(Incident incident) {
        List<TimelineEntry> timeline = incident.timeline();
        return event(new Change(incident, timeline.get(timeline.size() - 1)));
    }

    static ObjectNode whole(Incident incident) {
        ObjectNode json = record("incident");
        json.set("incident", incident(incident));
        ArrayNode timeline = json.putArray("timeline");
        incident.timeline().forEach(entry -> timeline.add(IncidentJson.write(entry)));
        return json;
    }

    private static ObjectNode incident(Incident incident) {
        ObjectNode json = IncidentJson.write(incident);
        return incident.seenWell().isZero()
                ? json
                : json.put(IncidentJson.SEEN_WELL, incident.seenWell().toString());
    }

    static ObjectNode mute(Optional<Mute> mute) {
        ObjectNode json = record("mute");
        mute.ifPresent(window -> json.put("until", window.until().toString())
                .put("by", window.by())
                .put("reason", window.reason()));
        return json;
    }

    static ObjectNode record(String type) {
        return IncidentJson.MAPPER.createObjectNode().put("v", VERSION).put("type", type);
    }

    /** Takes up a line. One that is damaged, or means nothing here, is counted and otherwise ignored. */
    void read(String line) {
        try {
            JournalLine.read(line).ifPresentOrElse(this::take, () -> unreadable++);
        } catch (IllegalArgumentException | DateTimeException strange) {
            unreadable++;
        }
    }

    private void take(JsonNode json) {
        if (json.path("v").asInt() > VERSION) {
            newer++;
            unreadable++;
            return;
        }
        switch (IncidentJson.text(json, "type")) {
            case "event" -> event(json);
            case "incident" -> whole(json);
            case "mute" -> mute = json.has("until") ? Optional.of(window(json)) : Optional.empty();
            case "availability" -> availability.read(json);
            default -> unreadable++;
        }
    }

    private void event(JsonNode json) {
        Draft after = IncidentJson.incident(json.path("incident"));
        TimelineEntry entry = IncidentJson.entry(json.path("entry"));
        Draft before = incidents.get(after.id);
        if (before != null) {
            after.timeline.addAll(before.timeline);
        }
        boolean again = !after.timeline.isEmpty()
                && after.timeline.get(after.timeline.size() - 1).toString().equals(entry.toString());
        if (!again) {
            after.append(entry);
        }
        put(after);
    }

    private void put(Draft incident) {
        incidents.put(incident.id, incident);
        if (incidents.size() > 2L * most) {
            Iterator<Draft> oldest = incidents.values().iterator();
            while (oldest.hasNext() && incidents.size() > most) {
                if (oldest.next().resolved.isPresent()) {
                    oldest.remove();
                }
            }
        }
    }

    private void whole(JsonNode json) {
        Draft incident = IncidentJson.incident(json.path("incident"));
        json.path("timeline").forEach(entry -> incident.timeline.add(IncidentJson.entry(entry)));
        if (incident.timeline.isEmpty()) {
            throw new IllegalArgumentException("'timeline' is empty");
        }
        put(incident);
    }

    private static Mute window(JsonNode json) {
        return new Mute(
                IncidentJson.instant(json, "until"), IncidentJson.text(json, "by"), IncidentJson.text(json, "reason"));
    }

    /** Returns the incidents, oldest first. */
    List<Incident> incidents() {
        List<Incident> all = new ArrayList<>();
        incidents.values().forEach(draft -> all.add(draft.build()));
        return all;
    }

    Optional<Mute> mute() {
        return mute;
    }

    Availability availability() {
        return availability;
    }

    /** How many records of those that could not be read were written by a newer version. */
    int newer() {
        return newer;
    }

    int unreadable() {
        return unreadable;
    }
}
