package dev.vitals.http.internal.webhook;

import dev.vitals.incident.Incident;
import dev.vitals.incident.IncidentDocument;
import dev.vitals.incident.IncidentDocuments;
import dev.vitals.report.Severity;
import java.time.Instant;
import java.util.Optional;

/**
 * Something to say about an incident.
 *
 * @param kind why it is said
 * @param incident the incident
 * @param told the severity that was said before; empty if it was the same one or none
 * @param documents what writes the incident's documents; empty when the receiver gets none
 */
record IncidentNotice(
        Notice.Kind kind, Incident incident, Optional<Severity> told, Optional<IncidentDocuments> documents) {

    Optional<String> markdown(Instant now) {
        return documents.map(writer -> writer.markdown(document(), incident, now));
    }

    Optional<String> text(Instant now) {
        return documents.map(writer -> writer.text(document(), incident, now));
    }

    private IncidentDocument document() {
        return switch (kind) {
            case FIRED -> IncidentDocument.DECLARATION;
            case CHANGED, ACKNOWLEDGED, REMINDER -> IncidentDocument.UPDATE;
            case RESOLVED -> IncidentDocument.RESOLUTION;
        };
    }
}
