package dev.vitals.dump;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocument;
import dev.vitals.incident.IncidentDocuments;
import dev.vitals.incident.IncidentStatus;
import dev.vitals.incident.Incidents;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The incidents that are open, with their timelines, and the draft of a post-mortem for the newest. */
final class IncidentFiles {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST = 20;

    private IncidentFiles() {}

    record TimelineFile(Optional<Incidents> incidents) implements Collector {
        @Override
        public String file() {
            return "incident/incidents.json";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            var array = JSON.arrayNode();
            for (Incident incident : open(incidents)) {
                array.add(SectionOut.tree(incident.json()));
            }
            out.json(array);
        }
    }

    record DraftFile(Optional<Incidents> incidents) implements Collector {
        @Override
        public String file() {
            return "incident/postmortem-draft.md";
        }

        @Override
        public void collect(SectionOut out, Facts facts) throws Exception {
            Incident newest = open(incidents).get(0);
            out.text(IncidentDocuments.DEFAULT.markdown(IncidentDocument.POST_MORTEM, newest, Instant.now()));
        }
    }

    /** Never empty. */
    private static List<Incident> open(Optional<Incidents> incidents) throws Collector.SkipException {
        Incidents kept = incidents.orElseThrow(() -> new Collector.SkipException("no incidents are kept"));
        List<Incident> open = kept.list().stream()
                .filter(incident -> incident.status() != IncidentStatus.RESOLVED)
                .limit(MOST)
                .toList();
        if (open.isEmpty()) {
            throw new Collector.SkipException("no incident is open");
        }
        return open;
    }
}
