package dev.vitals.incident;

import dev.vitals.incident.TimelineEntry.Kind;
import dev.vitals.report.Precedent;
import dev.vitals.report.ReportListener;
import dev.vitals.report.Severity;
import dev.vitals.spi.Redactor;
import dev.vitals.spi.TimeSource;
import dev.vitals.text.Clean;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The incidents of an application: reports open and resolve them, people acknowledge and annotate them.
 *
 * <p>Reading never blocks and takes no lock. A person's change returns once it is on the disk, which it waits for at
 * most 5 seconds. What a person writes is put on one line of at most 2,000 characters and redacted before it is kept.
 *
 * <p>A journal that cannot be written stops nothing: changes then return once they are in memory, {@link #trouble} says
 * so, and everything is written at the next event or within a minute once it can be.
 *
 * <p>This class is thread-safe.
 *
 * @since 0.1.0
 */
public final class Incidents implements AutoCloseable {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEXT = 2_000;

    private final Desk desk;
    private final Redactor redactor;
    private final IncidentSettings settings;

    private Incidents(Desk desk, Redactor redactor, IncidentSettings settings) {
        this.desk = desk;
        this.redactor = redactor;
        this.settings = settings;
    }

    /**
     * Opens the incidents of an application. {@code Vitals} does this; its builder takes the settings.
     *
     * @param application the application's name
     * @param settings when incidents are opened and resolved, and where they are kept
     * @param time where time comes from
     * @param redactor takes secrets out of what people write
     * @return the incidents, to be closed by the caller
     * @throws IncidentException if another process keeps incidents in the same directory
     */
    public static Incidents open(String application, IncidentSettings settings, TimeSource time, Redactor redactor) {
        Objects.requireNonNull(application, "application");
        Objects.requireNonNull(settings, "settings");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(redactor, "redactor");
        return new Incidents(Desk.open(application, settings, time), redactor, settings);
    }

    /**
     * Returns what feeds reports in.
     *
     * @return a listener for an aggregator; changes of groups are ignored. Closing it closes the settings' listeners
     */
    public ReportListener listener() {
        return new Feed(desk, settings.listeners());
    }

    /**
     * Returns what writes documents about these incidents.
     *
     * @return the documents of the settings
     */
    public IncidentDocuments documents() {
        return settings.documents();
    }

    /**
     * Returns every incident that is kept.
     *
     * @return the incidents, newest first
     */
    public List<Incident> list() {
        return desk.incidents();
    }

    /**
     * Returns an incident.
     *
     * @param id its name
     * @return the incident as it is now; empty if there is none of that name
     */
    public Optional<Incident> find(String id) {
        Objects.requireNonNull(id, "id");
        return list().stream().filter(incident -> incident.id().equals(id)).findFirst();
    }

    /**
     * Returns what incidents that were resolved say of a root cause. Reports carry it beside their root causes.
     *
     * @param check the name of the check at the root
     * @param cause its cause code
     * @return those of the kept incidents that had the same root cause; empty if none had
     */
    public Optional<Precedent> precedent(String check, String cause) {
        return desk.precedent(Objects.requireNonNull(check, "check"), Objects.requireNonNull(cause, "cause"));
    }

    /**
     * Takes an incident on. The first time counts for {@link Incident#timeToAcknowledge}; later ones are only noted.
     *
     * @param id the incident
     * @param by the person; not blank
     * @return the incident after it
     * @throws IllegalArgumentException if {@code by} is blank
     * @throws IncidentException if there is no such incident, or the disk has not answered after 5 seconds
     */
    public Incident acknowledge(String id, String by) {
        return change(id, Kind.ACKNOWLEDGED, by, "taken on", draft -> {});
    }

    /**
     * Adds a remark to the timeline.
     *
     * @param id the incident
     * @param by the person; not blank
     * @param text the remark; not blank
     * @return the incident after it
     * @throws IllegalArgumentException if {@code by} or {@code text} is blank
     * @throws IncidentException if there is no such incident, or the disk has not answered after 5 seconds
     */
    public Incident note(String id, String by, String text) {
        return change(id, Kind.NOTE, by, text("text", text, LONGEST_TEXT), draft -> {});
    }

    /**
     * Says who leads the response.
     *
     * @param id the incident
     * @param by the person who says so; not blank
     * @param commander the person who leads; not blank
     * @return the incident after it
     * @throws IllegalArgumentException if {@code by} or {@code commander} is blank
     * @throws IncidentException if there is no such incident, or the disk has not answered after 5 seconds
     */
    public Incident command(String id, String by, String commander) {
        String name = text("commander", commander, LONGEST_NAME);
        return change(
                id, Kind.COMMANDER, by, name + " leads the response", draft -> draft.commander = Optional.of(name));
    }

    /**
     * Sets the severity by hand. From then on it no longer follows the checks.
     *
     * @param id the incident
     * @param by the person; not blank
     * @param severity how bad it is
     * @param reason why; not blank
     * @return the incident after it
     * @throws IllegalArgumentException if {@code by} or {@code reason} is blank
     * @throws IncidentException if there is no such incident, or the disk has not answered after 5 seconds
     */
    public Incident severity(String id, String by, Severity severity, String reason) {
        Objects.requireNonNull(severity, "severity");
        String text = "set to " + severity + ": " + text("reason", reason, LONGEST_TEXT);
        return change(id, Kind.SEVERITY, by, text, draft -> {
            draft.severity(severity);
            draft.severityByHand = true;
        });
    }

    /**
     * Resolves an incident at once. If the same fault is seen again within the stability window, it is opened again.
     *
     * @param id the incident
     * @param by the person; not blank
     * @param how what has helped; not blank
     * @return the incident after it
     * @throws IllegalArgumentException if {@code by} or {@code how} is blank
     * @throws IncidentException if there is no such incident, it is resolved already, or the disk has not answered
     *     after 5 seconds
     */
    public Incident resolve(String id, String by, String how) {
        return change(id, Kind.RESOLVED, by, text("how", how, LONGEST_TEXT), draft -> {
            if (draft.resolved.isPresent()) {
                throw new IncidentException("incident '" + id + "' is resolved already");
            }
        });
    }

    /**
     * Returns availability and incidents of the last days. Kept for 92 days where there is a journal, else since the
     * start; counted by report changes, and on the disk every 10 minutes.
     *
     * @param days how many, the last being today in UTC; from 1 to 92
     * @return the trends
     * @throws IllegalArgumentException if {@code days} is out of range
     * @throws IncidentException if the disk has not answered after 5 seconds
     */
    public Trends trends(int days) {
        if (days < 1 || days > Availability.DAYS) {
            throw new IllegalArgumentException("'days' must be from 1 to 92 but was " + days);
        }
        return desk.trends(days);
    }

    /**
     * Begins a maintenance window, or moves its end. Incidents opened in it are kept as ever, and marked
     * {@link Incident#muted}.
     *
     * @param by the person; not blank
     * @param time positive, at most 7 days
     * @param reason why; not blank
     * @return the window
     * @throws IllegalArgumentException if {@code by} or {@code reason} is blank, or {@code time} out of range
     * @throws IncidentException if the disk has not answered after 5 seconds
     */
    public Mute mute(String by, Duration time, String reason) {
        boolean positive = Objects.requireNonNull(time, "time").compareTo(Duration.ZERO) > 0;
        if (!positive || time.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("'time' must be positive and at most 7 days but was " + time);
        }
        return desk.mute(text("by", by, LONGEST_NAME), time, text("reason", reason, LONGEST_TEXT));
    }

    /**
     * Ends the maintenance window. Does nothing if there is none.
     *
     * @throws IncidentException if the disk has not answered after 5 seconds
     */
    public void unmute() {
        desk.unmute();
    }

    /**
     * Returns the maintenance window that is open now.
     *
     * @return the window; empty if there is none
     */
    public Optional<Mute> muted() {
        return desk.muted();
    }

    /**
     * Returns what keeps incidents from being written to the disk, or what of the journal could not be read.
     *
     * @return one line; empty if all is well or there is no journal
     */
    public Optional<String> trouble() {
        return desk.trouble().map(redactor::redact);
    }

    /** Stops taking up reports. Waits up to a second for what is being written. Incidents stay readable. */
    @Override
    public void close() {
        desk.close();
    }

    private Incident change(String id, Kind kind, String by, String text, Consumer<Draft> change) {
        Objects.requireNonNull(id, "id");
        return desk.change(id, kind, text("by", by, LONGEST_NAME), text, change);
    }

    private String text(String name, String value, int longest) {
        String line = Clean.line(redactor.redact(Objects.requireNonNull(value, name)), longest);
        if (line.isBlank()) {
            throw new IllegalArgumentException("'" + name + "' must not be blank");
        }
        return line;
    }
}
